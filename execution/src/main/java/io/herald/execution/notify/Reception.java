package io.herald.execution.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of posting one message. */
sealed interface Reception {
  /** The receiver has it: a status from 200 to 299. */
  record Taken(int status) implements Reception {}

  /**
   * The receiver answered something else; redirects are not followed.
   *
   * @param retryAfter what it asked for; null: nothing, or nothing that can be read
   */
  record Refused(int status, @Nullable Duration retryAfter) implements Reception {
    /** 410: it does not want to hear from us again. */
    boolean gone() {
      return status == 410;
    }
  }

  /**
   * There was no answer: the receiver may have the message or not.
   *
   * @param why for people, without secrets and without what the receiver said
   */
  record NoAnswer(String why) implements Reception {}

  /** It was not sent, because the address may not be reached from here (SEC-31). */
  record Forbidden(String why) implements Reception {}

  /** For people; null when there is nothing to complain about. */
  default @Nullable String complaint() {
    return switch (this) {
      case Taken taken -> null;
      case Refused(int status, var _) -> "the receiver answered HTTP " + status;
      case NoAnswer(String why) -> why;
      case Forbidden(String why) -> why;
    };
  }

  /** The HTTP status; null when there was none. */
  default @Nullable Integer httpStatus() {
    return switch (this) {
      case Taken(int status) -> status;
      case Refused(int status, var _) -> status;
      case NoAnswer _, Forbidden _ -> null;
    };
  }
}
