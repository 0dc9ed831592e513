package io.herald.platform.http.operation;

import io.herald.platform.config.Nearest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Explains in our words why a JSON document could not be read. The reader's own messages are not
 * passed on: they name Java classes and repeat what was sent (API-8).
 */
public final class UnreadableJson {
  private static final int SHOWN = 100;

  private UnreadableJson() {}

  /** What to tell the sender. */
  public static Problem explain(JacksonException json) {
    return switch (json) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case InvalidNullException nothing -> {
        String field = path(nothing.getPath());
        yield Problem.unreadable(
                "The property '" + field + "' must not be null" + place(json) + ".")
            .about(field);
      }
      case MismatchedInputException mismatch when mismatch.getPath().isEmpty() ->
          Problem.unreadable("The body must be a JSON object" + place(json) + ".");
      case MismatchedInputException mismatch -> {
        String field = path(mismatch.getPath());
        yield Problem.unreadable(
                "The property '" + field + "' expects " + wanted(mismatch) + place(json) + ".")
            .about(field);
      }
      case StreamConstraintsException _ ->
          Problem.unreadable(
              "The JSON goes beyond a limit: at most "
                  + ApiJson.MAX_DEPTH
                  + " levels of nesting, numbers of at most "
                  + ApiJson.MAX_NUMBER
                  + " digits, property names of at most "
                  + ApiJson.MAX_NAME
                  + " characters.");
      case UnexpectedEndOfInputException _ ->
          Problem.unreadable("The JSON ends too early" + place(json) + ".");
      case StreamReadException duplicate
          when duplicate.getOriginalMessage().startsWith("Duplicate") ->
          Problem.unreadable("A property occurs twice in one object" + place(json) + ".");
      default -> Problem.unreadable("The body is not well-formed JSON" + place(json) + ".");
    };
  }

  private static Problem unknown(UnrecognizedPropertyException unknown) {
    String field = path(unknown.getPath());
    @Nullable Collection<Object> known = unknown.getKnownPropertyIds();
    List<String> names =
        known == null ? List.of() : known.stream().map(Object::toString).sorted().toList();
    String hint =
        Nearest.to(unknown.getPropertyName(), names)
            .map(near -> "did you mean '" + near + "'?")
            .orElseGet(() -> "known are " + String.join(", ", names) + ".");
    return Problem.unreadable("There is no property '" + field + "'" + place(unknown) + "; " + hint)
        .about(field);
  }

  /** For example {@code fields[2].type}. */
  private static String path(List<JacksonException.Reference> path) {
    String joined =
        path.stream()
            .map(
                step ->
                    step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
            .collect(Collectors.joining());
    // a name that does not exist may hold anything, and goes into the log
    String readable =
        (joined.startsWith(".") ? joined.substring(1) : joined)
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\x80-\\x9f]", "?");
    return readable.length() <= SHOWN ? readable : readable.substring(0, SHOWN) + "…";
  }

  private static String wanted(MismatchedInputException mismatch) {
    @Nullable Class<?> type = mismatch.getTargetType();
    if (type == null) {
      return "another type of value";
    }
    if (type == String.class) {
      return "a text without U+0000 and halves of surrogate pairs";
    }
    if (type == Instant.class) {
      return "an instant with offset, such as 2026-01-31T10:00:00Z";
    }
    if (type == Label.class) {
      return "a text or a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }

  private static String place(JacksonException json) {
    return json.getLocation() == null || json.getLocation().getLineNr() < 1
        ? ""
        : " (line %d, column %d)"
            .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr());
  }
}
