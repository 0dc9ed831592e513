package io.herald.execution.collect;

import io.herald.execution.queue.Appended;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.Submission;
import io.herald.message.status.EventStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks events by the {@link EventRules} and hands them to the {@link EventAppender}. */
public final class QueueingCollector implements Collector {
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  /** Somebody has to make room first. */
  private static final Duration COME_AGAIN_WHEN_THERE_IS_ROOM = Duration.ofSeconds(30);

  private static final String EVERY_TYPE = "*";

  private final EventRules rules;
  private final EventAppender appender;
  private final Supplier<Optional<String>> shortage;
  private final Clock clock;
  private final Duration wait;
  private final Set<String> keyedBySource;

  /**
   * @param shortage why nothing more should be stored, although it could be; asked for each event
   * @param keyedBySource event types of which the same origin and external id within a day are a
   *     repetition, when the caller gives no key; {@code *} for all
   * @param wait how long a caller waits for its events to be on disk. When it is told "unavailable"
   *     after this time they may still be stored later: a repetition can then send a message twice,
   *     but never lose one. An idempotency key prevents that, too
   */
  public QueueingCollector(
      EventRules rules,
      EventAppender appender,
      Supplier<Optional<String>> shortage,
      Clock clock,
      Duration wait,
      Set<String> keyedBySource) {
    this.rules = rules;
    this.appender = appender;
    this.shortage = shortage;
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
    Optional<String> tooFull = shortage.get();
    if (tooFull.isPresent()) {
      return noRoom(tooFull.get());
    }
    CompletableFuture<Appended> stored =
        appender.offer(submissions.stream().map(this::withKey).toList());
    return stored == null ? full() : told(stored, System.nanoTime() + wait.toNanos());
  }

  /** All are handed in before the first answer is waited for, so that they share commits. */
  @Override
  public List<Collected> submitEach(List<Submission> submissions) throws InterruptedException {
    Instant now = clock.instant();
    List<@Nullable CompletableFuture<Appended>> waiting = new ArrayList<>(submissions.size());
    List<Collected> answers = new ArrayList<>(submissions.size());
    Collected notNow = shortage.get().map(QueueingCollector::noRoom).orElse(null);
    for (Submission submission : submissions) {
      Optional<Refusal> refusal = rules.check(submission.event(), now);
      CompletableFuture<Appended> stored =
          refusal.isPresent() || notNow != null
              ? null
              : appender.offer(List.of(withKey(submission)));
      waiting.add(stored);
      answers.add(
          refusal
              .<Collected>map(wrong -> new Collected.Refused(0, wrong.field(), wrong.message()))
              .orElseGet(() -> notNow == null ? full() : notNow));
    }
    long deadlineNanos = System.nanoTime() + wait.toNanos();
    for (int i = 0; i < waiting.size(); i++) {
      CompletableFuture<Appended> stored = waiting.get(i);
      if (stored != null) {
        answers.set(i, told(stored, deadlineNanos));
      }
    }
    return answers;
  }

  private static Collected noRoom(String why) {
    return new Collected.Unavailable(why, COME_AGAIN_WHEN_THERE_IS_ROOM);
  }

  private static Collected full() {
    return new Collected.Unavailable(
        "more events wait to be stored than fit in memory", COME_AGAIN);
  }

  private static Collected told(CompletableFuture<Appended> stored, long deadlineNanos)
      throws InterruptedException {
    try {
      return told(stored.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS));
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
