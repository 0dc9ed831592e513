package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.StatusChange;
import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.EventStream;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller that hears of changes as they are committed. It looks for them four times a second,
 * and reads no further than its caller does: a slow one holds nothing but its own place. For one
 * thread.
 */
final class StatusStream implements EventStream.Source {
  /** Then the credentials are to be shown again; a client goes on where it was. */
  static final Duration LASTS = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(StatusStream.class);
  private static final Duration LOOKS_EVERY = Duration.ofMillis(250);
  private static final Duration SILENT_AT_MOST = Duration.ofSeconds(15);
  private static final int CHANGES_PER_WRITER = 200;

  /**
   * What the caller wants to hear.
   *
   * @param type null: every type
   * @param statuses new statuses; empty: all
   */
  record Wish(@Nullable String type, Set<EventStatus> statuses) {
    private boolean covers(StatusChange change) {
      // a further attempt or a refused change is no new status
      return change.from() != change.to()
          && (type == null || type.equals(change.type()))
          && (statuses.isEmpty() || statuses.contains(change.to()));
    }
  }

  private final StreamStore store;
  private final MessageBody bodies;
  private final Wish wish;
  private final Clock clock;
  private final CountDownLatch stopping;
  private StreamPosition position;

  /**
   * @param stopping goes to zero when the instance stops
   */
  StatusStream(
      StreamStore store,
      MessageBody bodies,
      Wish wish,
      StreamPosition position,
      Clock clock,
      CountDownLatch stopping) {
    this.store = store;
    this.bodies = bodies;
    this.wish = wish;
    this.position = position;
    this.clock = clock;
    this.stopping = stopping;
  }

  @Override
  public void writeTo(Writer out) throws IOException, InterruptedException {
    Instant end = clock.instant().plus(LASTS);
    Instant spoke = clock.instant();
    out.write("retry: 1000\n");
    writePosition(out);
    do {
      long began = System.nanoTime();
      List<StatusChange> changes = changes();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      boolean said = tell(changes, out);
      Instant now = clock.instant();
      if (said) {
        spoke = now;
      } else if (!now.isBefore(spoke.plus(SILENT_AT_MOST))) {
        // proxies close what is silent; and a client that heard nothing still gets further
        writePosition(out);
        spoke = now;
      }
      // behind some changes there may be more; but no stream keeps the database busy by itself
      Duration pause = changes.isEmpty() ? LOOKS_EVERY : took;
      if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } while (clock.instant().isBefore(end));
  }

  /** Writes those the caller wants to hear; false when there was none. */
  private boolean tell(List<StatusChange> changes, Writer out) throws IOException {
    boolean said = false;
    for (StatusChange change : changes) {
      position = position.behind(change.writer(), change.number());
      if (wish.covers(change)) {
        out.write("event: " + change.to().label() + "\n");
        out.write("data: " + bodies.statusChanged(change) + "\n");
        out.write("id: " + position.text() + "\n\n");
        said = true;
      }
    }
    if (said) {
      out.flush();
    }
    return said;
  }

  /** An id without data only tells the client where it stands. */
  private void writePosition(Writer out) throws IOException {
    out.write("id: " + position.text() + "\n\n");
    out.flush();
  }

  private List<StatusChange> changes() {
    try {
      return store.after(position, CHANGES_PER_WRITER);
    } catch (SQLException e) {
      log.debug("a stream waits for the database", e);
      return List.of();
    }
  }
}
