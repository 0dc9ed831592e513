package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What the body of one request has taken of the room for all bodies; grows as the body arrives, so
 * that a length that is only declared costs nobody else anything. For one thread.
 */
final class BodyLease {
  private static final String ATTRIBUTE = BodyLease.class.getName();

  /** The other end of the connection. */
  record Peer(String address, int port) {}

  private final Semaphore kibibytes;
  private final Map<Peer, BodyLease> waiting;
  private final Peer peer;
  private final long began = System.nanoTime();
  private volatile boolean unread;
  private int heldKib;

  private BodyLease(Semaphore kibibytes, Map<Peer, BodyLease> waiting, Peer peer) {
    this.kibibytes = kibibytes;
    this.waiting = waiting;
    this.peer = peer;
  }

  /**
   * Ties a lease to the request; it holds nothing yet.
   *
   * @param waiting those whose body has not arrived
   */
  static BodyLease open(
      Semaphore kibibytes, Map<Peer, BodyLease> waiting, HttpServletRequest request) {
    Peer peer = new Peer(request.getRemoteAddr(), request.getRemotePort());
    BodyLease lease = new BodyLease(kibibytes, waiting, peer);
    request.setAttribute(ATTRIBUTE, lease);
    waiting.remove(peer); // an unread body before this request has been passed over
    return lease;
  }

  /** Says that the body is waited for; until {@link #close}, or {@link #arrived}. */
  static void awaited(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof BodyLease lease) {
      lease.waiting.put(lease.peer, lease);
    }
  }

  /** Says that all of the body is there. */
  static void arrived(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof BodyLease lease) {
      lease.waiting.remove(lease.peer, lease);
    }
  }

  /** Whether the request has come to its end without its body. */
  boolean unread() {
    return unread;
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

  /** Gives everything back: the request has come to its end. */
  void close() {
    forget();
    kibibytes.release(heldKib);
    heldKib = 0;
  }

  /**
   * Gives the room back. The rest of the body is waited for all the same, by the server, which
   * passes over what nobody has read; until {@link #forget}.
   */
  void closeUnread() {
    close();
    unread = true;
    waiting.put(peer, this);
  }

  /** Says that nothing is waited for any more. */
  void forget() {
    waiting.remove(peer, this);
  }
}
