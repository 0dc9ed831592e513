package io.herald.bench.stage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way into Herald, as its callers use it. Safe for use by many threads. */
public interface Door {
  /**
   * An event to push.
   *
   * @param number ours, pushed only once; travels as {@code externalId}, and into the mail's
   *     subject
   * @param scheduled when it is to be sent; null: at once
   */
  record Pushed(long number, @Nullable Instant scheduled) {
    String email() {
      return "reader" + number % 1000 + "@example.com";
    }
  }

  /**
   * A POST.
   *
   * @param path below the instance's address
   * @param headers besides those of HTTP itself
   */
  record Call(String path, Map<String, String> headers, String body) {}

  /** The call that pushes these events. */
  Call call(List<Pushed> events);

  /** What the answer to such a call says. */
  Answer read(int status, String body, int events);
}
