package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What the body of one request has taken of the room for all bodies; grows as the body arrives, so
 * that a length that is only declared costs nobody else anything. For one thread.
 */
final class BodyLease {
  private static final String ATTRIBUTE = BodyLease.class.getName();
  private static final int FIRST_KIB = 64;

  private final Semaphore kibibytes;
  private int heldKib;

  private BodyLease(Semaphore kibibytes, int heldKib) {
    this.kibibytes = kibibytes;
    this.heldKib = heldKib;
  }

  /** Takes room for the beginning of a body and ties it to the request; null when there is none. */
  static @Nullable BodyLease open(Semaphore kibibytes, HttpServletRequest request) {
    int first = firstKib(request);
    if (!kibibytes.tryAcquire(first)) {
      return null;
    }
    BodyLease lease = new BodyLease(kibibytes, first);
    request.setAttribute(ATTRIBUTE, lease);
    return lease;
  }

  private static int firstKib(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    if (declared < 0) {
      return request.getHeader("Transfer-Encoding") == null ? 1 : FIRST_KIB;
    }
    return (int) Math.min(FIRST_KIB, declared / 1024 + 1);
  }

  /**
   * Makes sure that a body of this length has its room.
   *
   * @throws BodyRefusedException when there is none
   */
  static void cover(HttpServletRequest request, int bytes) throws BodyRefusedException {
    if (request.getAttribute(ATTRIBUTE) instanceof BodyLease lease) {
      int more = bytes / 1024 + 1 - lease.heldKib;
      if (more > 0) {
        if (!lease.kibibytes.tryAcquire(more)) {
          throw new BodyRefusedException(
              503, "too much is being received, try again", Duration.ofSeconds(1));
        }
        lease.heldKib += more;
      }
    }
  }

  /** Gives everything back. */
  void close() {
    kibibytes.release(heldKib);
    heldKib = 0;
  }
}
