package io.herald.platform.http.operation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller asked for.
 *
 * @param status of HTTP, 2xx
 * @param body a record, written as JSON without its empty components; null: no body
 * @param headers besides those of the body
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers)
    implements Reply {
  static final String MEDIA_TYPE = "application/json";

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return new Answer(200, body, Map.of());
  }

  /**
   * 201 with a body.
   *
   * @param location where the new thing is
   */
  public static Answer created(Object body, String location) {
    return new Answer(201, body, Map.of("Location", location));
  }

  /** 204. */
  public static Answer empty() {
    return new Answer(204, null, Map.of());
  }

  /** The same with one header more. */
  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, Map.copyOf(more));
  }
}
