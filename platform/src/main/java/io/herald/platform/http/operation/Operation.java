package io.herald.platform.http.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing a caller can do. Immutable.
 *
 * @param verb the HTTP method
 * @param path where
 * @param name unique, camelCase: what generated clients call it
 * @param group the heading it stands under in the document
 * @param right what the caller must hold (SEC-8)
 * @param summary one line
 * @param description all that a caller has to know; CommonMark
 * @param parameters besides the body; those of the path are all there
 * @param body what it takes; null: nothing
 * @param success what it answers when all is well
 * @param failures what it may answer else, besides what every operation may
 * @param handler does it
 */
public record Operation(
    Verb verb,
    PathTemplate path,
    String name,
    String group,
    String right,
    String summary,
    String description,
    List<Parameter> parameters,
    @Nullable BodyForm body,
    Success success,
    List<Failure> failures,
    Handler handler) {

  /** The HTTP methods in use. */
  public enum Verb {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
  }

  /** Does what the operation is for. Safe for use by many threads. */
  public interface Handler {
    /**
     * @throws InterruptedException when the instance is stopping
     */
    Reply handle(Call call) throws InterruptedException;
  }

  /**
   * A JSON body.
   *
   * @param type the record it is read as
   * @param example one acceptable body
   * @param maxBytes larger ones are refused without being read
   */
  public record BodyForm(Class<?> type, Object example, int maxBytes) {}

  /**
   * @param mediaType of the body
   * @param type the record it is written from; null: no body
   * @param example as it may look; null when there is no body
   */
  public record Success(
      int status,
      String description,
      String mediaType,
      @Nullable Class<?> type,
      @Nullable Object example) {}

  /**
   * @param code stable, the last part of {@link Problem#type}
   * @param when in which case, for the document
   */
  public record Failure(int status, String code, String when) {}

  /** Begins an operation; all but parameters, body and failures has to be said. */
  public static Draft get(String path) {
    return new Draft(Verb.GET, path);
  }

  /** Begins an operation. */
  public static Draft post(String path) {
    return new Draft(Verb.POST, path);
  }

  /** Begins an operation. */
  public static Draft put(String path) {
    return new Draft(Verb.PUT, path);
  }

  /** Begins an operation. */
  public static Draft patch(String path) {
    return new Draft(Verb.PATCH, path);
  }

  /** Begins an operation. */
  public static Draft delete(String path) {
    return new Draft(Verb.DELETE, path);
  }

  /** An operation that is being described; {@link #by} completes it. For one thread. */
  public static final class Draft {
    private final Verb verb;
    private final PathTemplate path;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable String name;
    private @Nullable String group;
    private @Nullable String right;
    private @Nullable String summary;
    private String description = "";
    private @Nullable BodyForm body;
    private @Nullable Success success;

    private Draft(Verb verb, String path) {
      this.verb = verb;
      this.path = PathTemplate.of(path);
    }

    /** Its name, and the heading it stands under. */
    public Draft named(String newName, String newGroup) {
      name = newName;
      group = newGroup;
      return this;
    }

    /** The right it takes. */
    public Draft needs(String newRight) {
      right = newRight;
      return this;
    }

    /** What it does: one line, and the rest. */
    public Draft does(String newSummary, String newDescription) {
      summary = newSummary;
      description = newDescription;
      return this;
    }

    /** A parameter it knows; others are refused. */
    public Draft knows(Parameter parameter) {
      parameters.add(parameter);
      return this;
    }

    /** The body it takes. */
    public <T> Draft takes(Class<T> type, T example, int maxBytes) {
      body = new BodyForm(type, example, maxBytes);
      return this;
    }

    /** Its answer when all is well. */
    public <T> Draft answers(int status, String newDescription, Class<T> type, T example) {
      success = new Success(status, newDescription, Answer.MEDIA_TYPE, type, example);
      return this;
    }

    /** Its answer when all is well, without a body: 204. */
    public Draft answersNothing(String newDescription) {
      success = new Success(204, newDescription, Answer.MEDIA_TYPE, null, null);
      return this;
    }

    /** Its answer when all is well: an {@link EventStream}. */
    public Draft streams(String newDescription, String example) {
      success = new Success(200, newDescription, EventStream.MEDIA_TYPE, String.class, example);
      return this;
    }

    /** What else it may answer. */
    public Draft mayFail(int status, String code, String when) {
      failures.add(new Failure(status, code, when));
      return this;
    }

    /**
     * The finished operation.
     *
     * @throws IllegalArgumentException when a part of the path is not described, or a described one
     *     is not in the path
     * @throws NullPointerException when something has not been said
     */
    public Operation by(Handler handler) {
      List<String> described =
          parameters.stream()
              .filter(parameter -> parameter.place() == Parameter.Place.PATH)
              .map(Parameter::name)
              .toList();
      if (!described.equals(path.names())) {
        throw new IllegalArgumentException(
            path + " has the parts " + path.names() + ", described are " + described);
      }
      return new Operation(
          verb,
          path,
          Objects.requireNonNull(name, "name"),
          Objects.requireNonNull(group, "group"),
          Objects.requireNonNull(right, "right"),
          Objects.requireNonNull(summary, "summary"),
          description,
          List.copyOf(parameters),
          body,
          Objects.requireNonNull(success, "answer"),
          List.copyOf(failures),
          handler);
    }
  }
}
