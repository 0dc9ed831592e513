package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.execution.notify.OutboxStore.Attempt;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.NewEvent;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.database.GroupWriter;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Threads;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what is due, each message on a virtual thread. Each webhook has so many places and no more,
 * so a slow receiver holds up itself only; messages to one webhook overtake each other.
 *
 * <p>An attempt is counted on disk before it begins. When the process ends in the middle, or what
 * came of it cannot be written, the message is posted again after {@link #LOST}, with the same
 * {@code webhook-id}: at least once, and a receiver can tell.
 */
final class Sender implements Service {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** Longer than looking up, connecting, posting and writing down what came of it may take. */
  static final Duration LOST = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration LOOK_FOR_WEBHOOKS = Duration.ofSeconds(1);

  /** Messages under way at once, to all webhooks together. */
  static final int IN_ALL = 500;

  private final WebhookStore webhooks;
  private final OutboxStore outbox;
  private final Events events;
  private final Poster poster;
  private final MessageBody bodies;
  private final RetryPlan plan;
  private final Clock clock;
  private final int perWebhook;
  private final GroupWriter<Attempt, Boolean> record;
  private final Map<Long, AtomicInteger> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger allUnderWay = new AtomicInteger();
  private final Semaphore signal = new Semaphore(0);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory());
  private final Thread thread =
      Thread.ofPlatform().name("webhook-sender").daemon().unstarted(this::run);
  private volatile boolean stopping;
  private volatile boolean webhooksChanged = true;
  private Map<Long, Webhook> active = Map.of();
  private long lookedNanos;

  /**
   * @param perWebhook messages under way to one webhook at once
   */
  Sender(
      WebhookStore webhooks,
      OutboxStore outbox,
      Events events,
      Poster poster,
      MessageBody bodies,
      RetryPlan plan,
      int perWebhook,
      Clock clock) {
    this.webhooks = webhooks;
    this.outbox = outbox;
    this.events = events;
    this.poster = poster;
    this.bodies = bodies;
    this.plan = plan;
    this.perWebhook = perWebhook;
    this.clock = clock;
    this.record =
        new GroupWriter<>(
            "webhook outcomes",
            new GroupWriter.Bounds(200, 200, 2L * IN_ALL),
            attempt -> 1,
            attempt -> false,
            group -> {
              outbox.record(group);
              return group.stream().map(attempt -> true).toList();
            },
            Threads.OF_THE_MACHINE);
  }

  /** Looks now instead of at the next poll. */
  void somethingIsDue() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Reads the webhooks anew before the next message. */
  void webhooksChanged() {
    webhooksChanged = true;
    somethingIsDue();
  }

  @Override
  public String name() {
    return "webhook sender";
  }

  @Override
  public void start() {
    record.start();
    thread.start();
  }

  /** Takes nothing new, gives what is under way five seconds, and breaks off the rest. */
  @Override
  public void stop() {
    stopping = true;
    signal.release();
    try {
      if (thread.isAlive()) {
        thread.join(Duration.ofSeconds(5));
      }
      threads.shutdown();
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        threads.awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    record.stop();
  }

  private void run() {
    boolean databaseIsAway = false;
    while (!stopping) {
      boolean more = false;
      try {
        lookForWebhooks();
        more = claimAndPost();
        databaseIsAway = false;
      } catch (SQLException e) {
        if (!databaseIsAway) {
          log.warn("cannot take webhook messages: {}", e.getMessage());
        }
        databaseIsAway = true;
      } catch (RuntimeException e) {
        log.error("posting webhook messages failed, trying again", e);
      }
      try {
        if (!more) {
          signal.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
          signal.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void lookForWebhooks() throws SQLException {
    long now = System.nanoTime();
    if (!webhooksChanged && now - lookedNanos < LOOK_FOR_WEBHOOKS.toNanos()) {
      return;
    }
    webhooksChanged = false;
    Map<Long, Webhook> found = new HashMap<>();
    for (Webhook webhook : webhooks.active()) {
      found.put(webhook.id(), webhook);
    }
    active = found;
    lookedNanos = now;
    underWay.entrySet().removeIf(e -> !found.containsKey(e.getKey()) && e.getValue().get() == 0);
  }

  /** True when there may be more that is due, and room for it. */
  private boolean claimAndPost() throws SQLException {
    Map<Long, Integer> room = room();
    if (room.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    List<Delivery> claimed = outbox.claim(room, now, now.plus(LOST));
    Map<Long, Integer> taken = new HashMap<>();
    for (Delivery delivery : claimed) {
      taken.merge(delivery.webhook(), 1, Integer::sum);
      begin(delivery);
    }
    return taken.entrySet().stream().anyMatch(e -> e.getValue().equals(room.get(e.getKey())))
        && !room().isEmpty();
  }

  private Map<Long, Integer> room() {
    Map<Long, Integer> room = new HashMap<>();
    int left = IN_ALL - allUnderWay.get();
    for (long webhook : active.keySet()) {
      int free = Math.min(left, perWebhook - count(webhook).get());
      if (free > 0) {
        room.put(webhook, free);
        left -= free;
      }
    }
    return room;
  }

  private AtomicInteger count(long webhook) {
    return underWay.computeIfAbsent(webhook, id -> new AtomicInteger());
  }

  private void begin(Delivery delivery) {
    Webhook webhook = active.get(delivery.webhook());
    if (webhook == null) {
      return; // never: only active ones are asked for
    }
    AtomicInteger count = count(webhook.id());
    count.incrementAndGet();
    allUnderWay.incrementAndGet();
    threads.execute(
        () -> {
          try {
            deliver(webhook, delivery);
          } catch (InterruptedException | DatabaseUnavailableException e) {
            log.debug("delivery {} is left to be repeated", delivery.id());
          } catch (RuntimeException e) {
            log.error("delivery {} failed unexpectedly, it is repeated", delivery.id(), e);
          } finally {
            count.decrementAndGet();
            allUnderWay.decrementAndGet();
            somethingIsDue();
          }
        });
  }

  private void deliver(Webhook webhook, Delivery delivery) throws InterruptedException {
    byte[] body = bodies.statusChanged(delivery.change(), webhook.wish(), event(webhook, delivery));
    Reception reception =
        poster.post(
            webhook.wish().url(),
            webhook.secrets().at(clock.instant()),
            delivery.messageId(),
            body);
    if (stopping && Thread.currentThread().isInterrupted()) {
      return; // broken off by us: nobody knows
    }
    await(verdict(delivery, reception, clock.instant()));
  }

  /** Only when something of it is wanted; null when it is gone. */
  private @Nullable NewEvent event(Webhook webhook, Delivery delivery) {
    return webhook.wish().address() || webhook.wish().context()
        ? events.find(delivery.change().eventId()).map(StoredEvent::event).orElse(null)
        : null;
  }

  private Attempt verdict(Delivery delivery, Reception reception, Instant now) {
    if (reception instanceof Reception.Taken) {
      return new Attempt(delivery, reception, State.DELIVERED, null, now);
    }
    Duration wished =
        reception instanceof Reception.Refused(int _, Duration retryAfter) ? retryAfter : null;
    Optional<Instant> next = plan.next(delivery.queued(), delivery.attempts(), wished, now);
    if (next.isEmpty()) {
      log.warn(
          "delivery {} of webhook {} is given up: {}",
          delivery.id(),
          delivery.webhook(),
          reception.complaint());
    }
    return new Attempt(
        delivery, reception, next.isEmpty() ? State.DEAD : State.PENDING, next.orElse(null), now);
  }

  /** The place is free again only when it is written down what came of it. */
  private void await(Attempt attempt) throws InterruptedException {
    var written = record.offer(attempt);
    if (written == null) {
      return; // stopping: it is repeated
    }
    CountDownLatch done = new CountDownLatch(1);
    written.whenComplete((ok, failure) -> done.countDown());
    done.await();
    if (!(attempt.reception() instanceof Reception.Taken)) {
      webhooksChanged(); // it may just have been disabled
    }
  }
}
