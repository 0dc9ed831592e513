package io.herald.execution.collect;

import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Checks events as the real one does and remembers what it accepted instead of storing it. */
public final class RecordingCollector implements Collector {
  /** The id of the first accepted event: instance 1, key 8030. */
  public static final long FIRST_ID = 72057594037935966L;

  private final EventRules rules = new EventRules(1 << 20);
  private final Clock clock;
  private final List<NewEvent> accepted = new CopyOnWriteArrayList<>();
  private volatile @Nullable Collected answer;

  public RecordingCollector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Collected submit(List<Submission> submissions) {
    List<NewEvent> events = submissions.stream().map(Submission::event).toList();
    Collected fixed = answer;
    if (fixed != null) {
      return fixed;
    }
    for (int i = 0; i < events.size(); i++) {
      Optional<Refusal> refusal = rules.check(events.get(i), clock.instant());
      if (refusal.isPresent()) {
        return new Collected.Refused(i, refusal.get().field(), refusal.get().message());
      }
    }
    List<Collected.AcceptedEvent> ids = new ArrayList<>();
    for (NewEvent event : events) {
      ids.add(new Collected.AcceptedEvent(FIRST_ID + accepted.size(), EventStatus.PENDING));
      accepted.add(event);
    }
    return new Collected.Accepted(ids);
  }

  /** What was accepted so far. */
  public List<NewEvent> accepted() {
    return accepted;
  }

  /** The only event accepted so far. */
  public NewEvent onlyAccepted() {
    if (accepted.size() != 1) {
      throw new AssertionError("expected one accepted event, there are " + accepted.size());
    }
    return accepted.getFirst();
  }

  /** Answers this from now on, whatever comes; null: as usual. */
  public void answer(@Nullable Collected fixed) {
    answer = fixed;
  }

  /** Forgets everything. */
  public void reset() {
    accepted.clear();
    answer = null;
  }
}
