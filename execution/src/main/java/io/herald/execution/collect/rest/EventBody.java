package io.herald.execution.collect.rest;

import io.herald.execution.collect.Refusal;
import io.herald.message.link.Publication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/** The body of a push as its caller wrote it (API-41), not yet understood. */
sealed interface EventBody {
  /**
   * Well-formed, and every value of an acceptable JSON type.
   *
   * @param fields the known fields by name; null and empty ones are left out, unknown ones ignored
   * @param context the text of {@code ctx}, character by character; {@code {}} when there is none
   * @param contextLanguage what {@code ctx.AC_language} says
   * @param undeclared fields of the context that the event type does not declare; of very many,
   *     some
   */
  record Read(
      Map<String, String> fields,
      String context,
      @Nullable String contextLanguage,
      Set<String> undeclared)
      implements EventBody {}

  /** Well-formed, but a value is not acceptable. */
  record Unacceptable(Refusal refusal) implements EventBody {}

  /** Not the text of one JSON object. */
  record Malformed(String message) implements EventBody {}

  /**
   * Reads a body; what the media type says about it does not matter.
   *
   * @param strict whether undeclared fields of the context are refused
   */
  static EventBody read(byte[] bytes, List<Publication.Field> contextFields, boolean strict) {
    Optional<String> decoded = Json.text(bytes);
    if (decoded.isEmpty()) {
      return new Malformed("the body is not written in UTF-8, the charset of JSON");
    }
    String text = decoded.get();
    if (text.isBlank()) {
      return new Malformed("the body is empty; expected a JSON object with the event");
    }
    try (JsonParser parser = Json.parser(text)) {
      return new Reader(parser, text, contextFields, strict).read();
    } catch (JacksonException e) {
      return new Malformed(complaint(e));
    }
  }

  /** Where and what, without the caller's data. */
  private static String complaint(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    String where = place == null ? "" : " (" + place.getLineNr() + ":" + place.getColumnNr() + ")";
    String message = e.getOriginalMessage();
    if (message.startsWith("Duplicate")) {
      return "a field occurs twice in one object" + where;
    }
    if (message.contains("nesting depth")) {
      return "the body is nested more than " + Json.MAX_DEPTH + " levels deep";
    }
    if (message.contains("Name length")) {
      return "a field's name has more than " + Json.MAX_NAME + " characters";
    }
    if (message.contains("Number value length")) {
      return "a number has too many digits" + where;
    }
    return "the body is not well-formed JSON" + where;
  }

  /** One pass over one body. */
  final class Reader {
    private static final Set<String> TEXTS =
        Set.of(
            "email",
            "mobilePhone",
            "registrationToken",
            "application",
            "pushPlatform",
            "scheduled",
            "expiration",
            "origin",
            "externalId",
            "correlationId",
            "language",
            "country");
    private static final Set<String> ENUMERATIONS = Set.of("wishedChannel", "emailFormat");

    private final JsonParser parser;
    private final String text;
    private final ContextReader contextReader;
    private final Map<String, String> fields = new HashMap<>();
    private String context = "{}";
    private @Nullable Refusal refusal;

    private Reader(
        JsonParser parser, String text, List<Publication.Field> contextFields, boolean strict) {
      this.parser = parser;
      this.text = text;
      this.contextReader = new ContextReader(parser, contextFields, strict);
    }

    private EventBody read() {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return somethingElse();
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        field(name, parser.nextToken());
      }
      if (parser.nextToken() != null) {
        return new Malformed("there is more behind the JSON object with the event");
      }
      Refusal wrong = refusal != null ? refusal : contextReader.refusal();
      return wrong == null
          ? new Read(fields, context, contextReader.language(), contextReader.undeclared())
          : new Unacceptable(wrong);
    }

    /** Read to its end, so that what is no JSON at all is said to be none. */
    private EventBody somethingElse() {
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null
          ? new Malformed("the body must be a JSON object with the event")
          : new Malformed("there is more behind the JSON value");
    }

    private void field(String name, JsonToken token) {
      boolean number = token == JsonToken.VALUE_NUMBER_INT && ENUMERATIONS.contains(name);
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      if (name.equals("ctx")) {
        context(token);
      } else if (TEXTS.contains(name) || ENUMERATIONS.contains(name)) {
        if (token == JsonToken.VALUE_STRING || number) {
          String value = parser.getString();
          if (!value.isBlank()) {
            fields.put(name, value);
          }
        } else {
          refuse(
              name,
              ENUMERATIONS.contains(name) ? "must be a number or a string" : "must be a string");
          parser.skipChildren();
        }
      } else {
        parser.skipChildren();
      }
    }

    private void context(JsonToken token) {
      if (token != JsonToken.START_OBJECT) {
        refuse("ctx", "must be an object");
        parser.skipChildren();
        return;
      }
      int start = (int) parser.currentTokenLocation().getCharOffset();
      contextReader.read();
      int end = (int) parser.currentLocation().getCharOffset();
      context = text.substring(start, end);
    }

    private void refuse(String field, String message) {
      if (refusal == null) {
        refusal = new Refusal(field, message);
      }
    }
  }
}
