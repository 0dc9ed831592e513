package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * What the body of one request has taken of the room for all bodies; grows as the body arrives, so
 * that a length that is only declared costs nobody else anything. For one thread.
 */
final class BodyLease {
  private static final String ATTRIBUTE = BodyLease.class.getName();

  private final Semaphore kibibytes;
  private int heldKib;

  private BodyLease(Semaphore kibibytes) {
    this.kibibytes = kibibytes;
  }

  /** Ties a lease to the request; it holds nothing yet. */
  static BodyLease open(Semaphore kibibytes, HttpServletRequest request) {
    BodyLease lease = new BodyLease(kibibytes);
    request.setAttribute(ATTRIBUTE, lease);
    return lease;
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
