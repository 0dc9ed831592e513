package io.herald.execution.collect;

import io.herald.execution.queue.EventAppender;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks events by the {@link EventRules} and hands them to the {@link EventAppender}. */
public final class QueueingCollector implements Collector {
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private final EventRules rules;
  private final EventAppender appender;
  private final Clock clock;
  private final Duration wait;

  /**
   * @param wait how long a caller waits for its events to be on disk. When it is told "unavailable"
   *     after this time they may still be stored later: a repetition can then send a message twice,
   *     but never lose one
   */
  public QueueingCollector(EventRules rules, EventAppender appender, Clock clock, Duration wait) {
    this.rules = rules;
    this.appender = appender;
    this.clock = clock;
    this.wait = wait;
  }

  @Override
  public Collected collect(List<NewEvent> events) throws InterruptedException {
    Instant now = clock.instant();
    for (int i = 0; i < events.size(); i++) {
      Optional<Refusal> refusal = rules.check(events.get(i), now);
      if (refusal.isPresent()) {
        return new Collected.Refused(i, refusal.get().field(), refusal.get().message());
      }
    }
    CompletableFuture<List<Long>> stored = appender.offer(events);
    if (stored == null) {
      return new Collected.Unavailable(
          "more events wait to be stored than fit in memory", COME_AGAIN);
    }
    try {
      return accepted(stored.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Collected.Unavailable("the database does not answer", COME_AGAIN);
    } catch (ExecutionException | CancellationException e) {
      return new Collected.Unavailable("the event could not be stored", COME_AGAIN);
    }
  }

  private static Collected accepted(List<Long> ids) {
    return new Collected.Accepted(
        ids.stream().map(id -> new Collected.AcceptedEvent(id, EventStatus.PENDING)).toList());
  }
}
