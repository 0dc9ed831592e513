package io.herald.execution.simulation;

import io.herald.execution.simulation.ModelTables.Line;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.spi.Transport;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A mail provider and the way there. It remembers what it took, whether or not its answer was
 * heard; and with each first byte that reaches it, it looks whether the barrier stood.
 */
final class Provider {
  /**
   * How it feels; each between 0 and 1, the rest is "250 ok".
   *
   * @param later 4xx
   * @param never 5xx
   * @param lostBefore the connection breaks before the final dot
   * @param lostAfter it breaks after the final dot; half of the time the mail is there
   * @param slow it takes seconds
   * @param fault the transport itself fails with an exception
   * @param greylisting the first attempt of each message is refused for now
   */
  record Mood(
      double later,
      double never,
      double lostBefore,
      double lostAfter,
      double slow,
      double fault,
      boolean greylisting) {
    static final Mood GOOD = new Mood(0, 0, 0, 0, 0, 0, false);
  }

  private final World world;
  private final ModelTables tables;
  private final Map<Long, Integer> taken = new HashMap<>();
  private final Map<Long, Integer> sentBy = new HashMap<>();
  private final Map<Long, String> contents = new HashMap<>();
  private final Set<Long> refusedForGood = new HashSet<>();
  private final Set<Long> seen = new HashSet<>();
  private Mood mood = Mood.GOOD;
  private boolean closed;

  Provider(World world, ModelTables tables) {
    this.world = world;
    this.tables = tables;
  }

  void mood(Mood now) {
    mood = now;
  }

  /** Whether nobody can reach it, and everybody knows. */
  void closed(boolean now) {
    closed = now;
  }

  /** How many copies of a message it has. */
  int copies(long event) {
    return taken.getOrDefault(event, 0);
  }

  boolean refusedForGood(long event) {
    return refusedForGood.contains(event);
  }

  /** Every message of which it has a copy. */
  Set<Long> messages() {
    return taken.keySet();
  }

  /** The way there from one process. */
  Transport from(SimulatedProcess process) {
    return new Transport() {
      @Override
      public SendResult send(OutgoingMessage message) throws InterruptedException {
        barrierMustStand(process, message.eventId());
        return deliver(process, message);
      }

      @Override
      public void awaitOpen(Duration atMost) throws InterruptedException {
        long end = world.nanos() + atMost.toNanos();
        while (closed && world.nanos() < end) {
          process.sleep(Duration.ofMillis(50));
        }
      }
    };
  }

  /** EV-13: there is a line of this process on disk for each time it sends. */
  private void barrierMustStand(SimulatedProcess process, long event) {
    String marker = process.name();
    long begun =
        tables.trailOf(event).stream()
            .filter(line -> isBegin(line) && writtenBy(line, marker))
            .count();
    int sent = sentBy.merge(31 * event + marker.hashCode(), 1, Integer::sum);
    world.tell(() -> process.name() + ": first byte of " + event);
    if (sent > begun) {
      world.violation(
          "%s sends event %d for the %d. time, but %d attempts of it are on disk"
              .formatted(marker, event, sent, begun));
    }
  }

  static boolean isBegin(Line line) {
    return !line.refused() && line.cause().startsWith("attempt ");
  }

  private boolean writtenBy(Line line, String process) {
    return process.equals(tables.nodeOf(line.writer()));
  }

  private SendResult deliver(SimulatedProcess process, OutgoingMessage message)
      throws InterruptedException {
    long event = message.eventId();
    Mood now = mood;
    process.sleep(
        world.chance(now.slow())
            ? world.between(1_000_000, 15_000_000)
            : world.between(300, 3_000));
    double dice = world.random().nextDouble();
    if (dice < now.fault()) {
      throw new IllegalStateException("the transport has a fault");
    }
    dice -= now.fault();
    if (dice < now.lostBefore()) {
      return new SendResult.NotTried("connection lost before the final dot", Duration.ofSeconds(1));
    }
    dice -= now.lostBefore();
    if (dice < now.lostAfter()) {
      if (world.chance(0.5)) {
        take(message);
      }
      process.sleep(world.between(300, 3_000));
      return new SendResult.Uncertain("connection lost after the final dot", Duration.ofSeconds(1));
    }
    dice -= now.lostAfter();
    if (dice < now.later() || (now.greylisting() && seen.add(event))) {
      return new SendResult.Refused(
          false, FailureType.SOFT, FailureReason.MAILBOX_FULL, "450 come again later");
    }
    dice -= now.later();
    if (dice < now.never()) {
      refusedForGood.add(event);
      return new SendResult.Refused(
          true, FailureType.HARD, FailureReason.USER_UNKNOWN, "550 nobody here");
    }
    // it arrives, whatever becomes of the process meanwhile
    world.after(world.between(100, 1_000), () -> take(message));
    process.sleep(world.between(1_100, 4_000));
    return new SendResult.Accepted("250 ok");
  }

  private void take(OutgoingMessage message) {
    long event = message.eventId();
    taken.merge(event, 1, Integer::sum);
    world.tell(() -> "the provider takes " + event);
    String content = new String(message.content(), java.nio.charset.StandardCharsets.UTF_8);
    String before = contents.putIfAbsent(event, content);
    if (before != null && !before.equals(content)) {
      world.violation("event %d came as '%s' and as '%s'".formatted(event, before, content));
    }
  }
}
