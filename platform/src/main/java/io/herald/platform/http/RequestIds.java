package io.herald.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;

/**
 * Names every call, so that an answer can be found in the log (API-5): the header {@code
 * X-Request-Id} of the answer and the key {@code request} of the log context carry the same text.
 * Safe for use by many threads when its generator is.
 */
public final class RequestIds {
  /** The header of the answer. */
  public static final String HEADER = "X-Request-Id";

  private static final String LOG_KEY = "request";

  private final RandomGenerator random;

  /**
   * @param random need not be secret, only unlikely to repeat: 64 bits are drawn per call
   */
  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  /** Names this call until the result is closed. */
  public Named name(HttpServletResponse response) {
    String id = HexFormat.of().toHexDigits(random.nextLong());
    response.setHeader(HEADER, id);
    MDC.put(LOG_KEY, id);
    return new Named(id);
  }

  /** The name of the call on this thread; closing it takes the name out of the log context. */
  public record Named(String id) implements AutoCloseable {
    @Override
    public void close() {
      MDC.remove(LOG_KEY);
    }
  }
}
