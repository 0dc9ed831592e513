package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * What the body of one request has taken of the room for all bodies; grows as the body arrives, so
 * that a length that is only declared costs nobody else anything. For one thread.
 */
final class BodyLease {
  private static final String ATTRIBUTE = BodyLease.class.getName();

  /** The other end of the connection. */
  record Peer(String address, int port) {}

  private static final Peer NOBODY = new Peer("", 0);

  private final Semaphore kibibytes;
  private final Set<BodyLease> waiting;
  private final long began = System.nanoTime();
  private volatile Peer peer = NOBODY;
  private int heldKib;

  private BodyLease(Semaphore kibibytes, Set<BodyLease> waiting) {
    this.kibibytes = kibibytes;
    this.waiting = waiting;
  }

  /**
   * Ties a lease to the request; it holds nothing yet.
   *
   * @param waiting those whose body has not arrived
   */
  static BodyLease open(Semaphore kibibytes, Set<BodyLease> waiting, HttpServletRequest request) {
    BodyLease lease = new BodyLease(kibibytes, waiting);
    request.setAttribute(ATTRIBUTE, lease);
    return lease;
  }

  /** Says that the body is waited for; until {@link #close}, or {@link #arrived}. */
  static void awaited(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof BodyLease lease) {
      lease.peer = new Peer(request.getRemoteAddr(), request.getRemotePort());
      lease.waiting.add(lease);
    }
  }

  /** Says that all of the body is there. */
  static void arrived(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof BodyLease lease) {
      lease.waiting.remove(lease);
    }
  }

  /** Known of those that are waited for. */
  Peer peer() {
    return peer;
  }

  /** Since when, on the clock of {@link System#nanoTime}. */
  long waitsSince() {
    return began;
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
    waiting.remove(this);
    kibibytes.release(heldKib);
    heldKib = 0;
  }
}
