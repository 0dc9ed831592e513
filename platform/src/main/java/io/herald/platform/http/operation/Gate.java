package io.herald.platform.http.operation;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Decides who calls. Safe for use by many threads. */
public interface Gate {
  /**
   * Judges the credentials a request brings; its body stays unread. An exception means that they
   * could not be checked: the caller is told to come again.
   */
  Passage admit(HttpServletRequest request);

  /** What the credentials come to. */
  sealed interface Passage {
    /** They are good. */
    record Admitted(Identity identity) implements Passage {}

    /**
     * They are not.
     *
     * @param status 401 when other credentials may help, else 403
     * @param code stable, for example {@code token-invalid}
     * @param message for the caller; repeats nothing of the credentials
     */
    record Denied(int status, String code, String message) implements Passage {}

    /** They are good, but this caller has had its share for now. */
    record Limited(Duration retryAfter) implements Passage {}
  }
}
