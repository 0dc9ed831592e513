package io.herald.platform.access;

import java.time.Duration;

/** Whether a call over HTTP may come in. */
public sealed interface Admission {
  /** Come in; what it may do is the principal's to say. */
  record Admitted(Principal principal) implements Admission {}

  /**
   * No.
   *
   * @param status of HTTP: 401 when other credentials would help, else 403
   * @param code six digits as the Standard dialect has them (client contract B.2)
   * @param message for the caller; never says whether login or password was wrong
   */
  record Denied(int status, String code, String message) implements Admission {
    static Denied tokenInvalid() {
      return new Denied(401, "401013", "Oauth token is not valid");
    }

    static Denied keyInvalid() {
      return new Denied(
          403, "403000", "The header X-Api-Key is missing or does not belong to the access token");
    }

    static Denied forbidden(String message) {
      return new Denied(403, "403000", message);
    }

    static Denied unauthorized(String message) {
      return new Denied(401, "401000", message);
    }
  }

  /**
   * Too many calls for the client's limit (API-2): answer 429 with {@code Retry-After}.
   *
   * @param retryAfter when the next call will be let in if no other is made
   */
  record Limited(Duration retryAfter) implements Admission {
    /** What to tell the caller, at every door the same. */
    public String message() {
      return "Too many requests for this API client; try again in "
          + seconds()
          + (seconds() == 1 ? " second." : " seconds.");
    }

    /** For the header {@code Retry-After}: at least 1. */
    public long seconds() {
      return Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
  }
}
