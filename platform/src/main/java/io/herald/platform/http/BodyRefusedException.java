package io.herald.platform.http;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request is not read to its end: it breaks off, comes too slowly, or there is no
 * room for it at the moment. What is unread makes the connection useless. A servlet that lets it
 * pass answers with its status; see {@link RequestBudget}.
 */
public final class BodyRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable Duration retryAfter;

  BodyRefusedException(int status, String message, @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status that says so: 400, 408, 413 or 503. */
  public int status() {
    return status;
  }

  /** When asking again is sensible; null when it is not. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** What to tell the caller. */
  public String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
