package io.herald.platform.http;

import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers that send slowly, or nothing, from taking the memory and the places of the others.
 * The server bounds each silence, but neither the sum of many short ones nor their number: six
 * thousand callers with a byte every few seconds take half a gigabyte.
 *
 * <p>A head and a body must be complete within a bound, a body too that nobody reads because its
 * request was refused. Of those that wait for the rest of a head or of a body, and of connections
 * on which nothing happens, there may be only so many: the longest waiting go first, and those are
 * never the callers whose bytes are on their way. They see the connection closed, and may come
 * again.
 */
final class SlowCallers implements Service {
  private static final Logger log = LoggerFactory.getLogger(SlowCallers.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** What the server says before the first byte. */
  private static final long NOT_BEGUN = -1;

  /**
   * How many there may be, and for how long.
   *
   * @param headWithin how long the head of a request may take to come
   * @param bodyWithin the same of a body, from the end of its head; {@link IncomingBody} has a
   *     shorter one, with an answer
   * @param heads connections whose request is not complete up to its body; each takes 40 KB
   * @param bodies requests that wait for more of their body; each takes 60 KB and a thread
   * @param connections all together, before those are closed on which nothing happens
   */
  record Bounds(Duration headWithin, Duration bodyWithin, int heads, int bodies, int connections) {}

  private record Waiting(long since, SocketWrapperBase<NioChannel> connection) {}

  private final WatchedProtocol protocol;
  private final RequestBudget bodies;
  private final Bounds bounds;
  private final Recurring watch = new Recurring("slow callers", LOOK_EVERY, _ -> look());

  SlowCallers(WatchedProtocol protocol, RequestBudget bodies, Bounds bounds) {
    this.protocol = protocol;
    this.bodies = bodies;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "slow callers";
  }

  @Override
  public void start() {
    watch.start();
  }

  @Override
  public void stop() {
    watch.stop();
  }

  private void look() {
    Map<BodyLease.Peer, BodyLease> halfBodies = new HashMap<>(bodies.waiting());
    List<Waiting> heads = new ArrayList<>();
    List<Waiting> slowBodies = new ArrayList<>();
    List<Waiting> idle = new ArrayList<>();
    var all = protocol.connections();
    boolean crowd = all.size() > bounds.connections();
    for (SocketWrapperBase<NioChannel> connection : all) {
      BodyLease body = halfBodies.isEmpty() ? null : halfBodies.remove(peer(connection));
      // the server holds this lock from the first byte of a head to the last of the body
      if (body != null && body.unread() && !connection.getLock().isLocked()) {
        body.forget();
        body = null;
      }
      if (connection.getCurrentProcessor() instanceof Processor processor) {
        // the server keeps it with the connection only while the head is incomplete
        long began = processor.getRequest().getStartTimeNanos();
        if (began != NOT_BEGUN) {
          heads.add(new Waiting(began, connection));
        }
      } else if (body != null) {
        slowBodies.add(new Waiting(body.waitsSince(), connection));
      } else if (crowd
          && connection instanceof NioSocketWrapper nio
          && (nio.interestOps() & SelectionKey.OP_READ) != 0) {
        idle.add(new Waiting(nio.getLastRead(), connection));
      }
    }
    halfBodies.values().stream().filter(BodyLease::unread).forEach(BodyLease::forget); // gone
    int ended =
        end(tooMany(heads, bounds.heads()), "more requests began than come to an end")
            + end(tooOld(heads, bounds.headWithin()), "the head of the request came too slowly")
            + end(tooMany(slowBodies, bounds.bodies()), "more bodies began than come to an end")
            + end(tooOld(slowBodies, bounds.bodyWithin()), "the body came too slowly");
    // or a connection that is new, its first bytes on their way, would go instead of one that has
    // gone
    int surplus = all.size() - ended - bounds.connections();
    end(tooMany(idle, Math.max(0, idle.size() - surplus)), "many connections, and no request");
  }

  private static BodyLease.Peer peer(SocketWrapperBase<NioChannel> connection) {
    return new BodyLease.Peer(connection.getRemoteAddr(), connection.getRemotePort());
  }

  /** The longest waiting of those beyond a number. */
  private static List<Waiting> tooMany(List<Waiting> waiting, int bound) {
    return waiting.size() <= bound
        ? List.of()
        : waiting.stream()
            .sorted(Comparator.comparingLong(Waiting::since))
            .limit(waiting.size() - bound)
            .toList();
  }

  private static List<Waiting> tooOld(List<Waiting> waiting, Duration within) {
    long earliest = System.nanoTime() - within.toNanos();
    return waiting.stream().filter(one -> one.since() - earliest < 0).toList();
  }

  /** As if the caller had ended it, so that the server does what it does then; says how many. */
  private static int end(List<Waiting> those, String why) {
    if (those.isEmpty()) {
      return 0;
    }
    log.warn("{} connections are closed: {}", those.size(), why);
    for (Waiting waiting : those) {
      SocketChannel channel = waiting.connection().getSocket().getIOChannel();
      try {
        if (channel != null) {
          channel.shutdownInput();
        }
      } catch (IOException e) {
        log.debug("closed already", e);
      }
    }
    return those.size();
  }
}
