package io.herald.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it arrived.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ReceivedRequest(
    String method, String path, Map<String, List<String>> headers, byte[] body) {
  /**
   * The only header of this name.
   *
   * @throws AssertionError when there is none, or more than one
   */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    if (values.size() != 1) {
      throw new AssertionError(values.size() + " headers " + name + " instead of one");
    }
    return values.getFirst();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, UTF_8);
  }
}
