package io.herald.platform.access;

import java.io.Serial;

/** Whether somebody may come in cannot be said right now; asking again later is sensible. */
public final class AccessUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  AccessUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  AccessUnavailable(String message) {
    super(message);
  }
}
