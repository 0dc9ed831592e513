package io.herald.execution.collect;

import io.herald.execution.queue.Appended;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.status.EventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Checks events by the {@link EventRules} and hands them to the {@link EventAppender}. */
public final class QueueingCollector implements Collector {
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);
  private static final String EVERY_TYPE = "*";

  private final EventRules rules;
  private final EventAppender appender;
  private final Clock clock;
  private final Duration wait;
  private final Set<String> keyedBySource;

  /**
   * @param keyedBySource event types of which the same origin and external id within a day are a
   *     repetition, when the caller gives no key; {@code *} for all
   * @param wait how long a caller waits for its events to be on disk. When it is told "unavailable"
   *     after this time they may still be stored later: a repetition can then send a message twice,
   *     but never lose one. An idempotency key prevents that, too
   */
  public QueueingCollector(
      EventRules rules,
      EventAppender appender,
      Clock clock,
      Duration wait,
      Set<String> keyedBySource) {
    this.rules = rules;
    this.appender = appender;
    this.clock = clock;
    this.wait = wait;
    this.keyedBySource = Set.copyOf(keyedBySource);
  }

  @Override
  public Collected submit(List<Submission> submissions) throws InterruptedException {
    Instant now = clock.instant();
    for (int i = 0; i < submissions.size(); i++) {
      Optional<Refusal> refusal = rules.check(submissions.get(i).event(), now);
      if (refusal.isPresent()) {
        return new Collected.Refused(i, refusal.get().field(), refusal.get().message());
      }
    }
    CompletableFuture<Appended> stored =
        appender.offer(submissions.stream().map(this::withKey).toList());
    if (stored == null) {
      return new Collected.Unavailable(
          "more events wait to be stored than fit in memory", COME_AGAIN);
    }
    try {
      return told(stored.get(wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Collected.Unavailable("the database does not answer", COME_AGAIN);
    } catch (ExecutionException | CancellationException e) {
      return new Collected.Unavailable("the event could not be stored", COME_AGAIN);
    }
  }

  private Submission withKey(Submission submission) {
    boolean bySource =
        submission.key() == null
            && (keyedBySource.contains(EVERY_TYPE)
                || keyedBySource.contains(submission.event().type()));
    return bySource
        ? new Submission(submission.event(), IdempotencyKey.ofSource(submission.event()))
        : submission;
  }

  private static Collected told(Appended appended) {
    return switch (appended) {
      case Appended.Stored(List<Appended.Event> events) ->
          new Collected.Accepted(
              events.stream()
                  .map(
                      event ->
                          new Collected.AcceptedEvent(
                              event.id(), EventStatus.PENDING, event.repeated()))
                  .toList());
      case Appended.KeyTaken(int index) -> new Collected.KeyTaken(index);
    };
  }
}
