package io.herald.execution.link;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One call of control, let in. For one thread. */
public final class LinkCall {
  // unknown fields come from a newer control, which only adds (see message.link)
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final String name;
  private final @Nullable String query;
  private final byte[] body;

  /**
   * @param name as it stands in the path, encoded; empty when the path has none
   */
  LinkCall(String name, @Nullable String query, byte[] body) {
    this.name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    this.query = query;
    this.body = body;
  }

  /** What follows the route's path; empty when nothing does. */
  public String name() {
    return name;
  }

  /** Whether this is the call's query. */
  public boolean asks(String question) {
    return question.equals(query);
  }

  /** The body as it came; not copied. */
  public byte[] bytes() {
    return body;
  }

  /**
   * What the body says.
   *
   * @throws JacksonException when it does not say that
   */
  public <T> T body(Class<T> type) {
    return JSON.readValue(body, type);
  }
}
