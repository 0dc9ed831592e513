package io.herald.bench.torture;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way into Herald, as its callers use it. Safe for use by many threads. */
interface Door {
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

  /** The call that pushes these events to a process. */
  HttpRequest request(URI process, List<Pushed> events);

  /** What the answer to such a call says. */
  Answer read(HttpResponse<String> response, int events);
}
