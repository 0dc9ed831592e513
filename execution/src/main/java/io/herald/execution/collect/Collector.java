package io.herald.execution.collect;

import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import java.util.ArrayList;
import java.util.List;

/** Where all doors meet. Safe for use by many threads. */
public interface Collector {
  /**
   * Checks events (EV-1) and stores them: all or none. Waits until they are on disk (EV-2). One
   * that repeats an earlier event (API-9) is not stored again.
   *
   * @param submissions at least one
   */
  Collected submit(List<Submission> submissions) throws InterruptedException;

  /**
   * The same for events that have nothing to do with each other: each is stored or refused by
   * itself.
   *
   * @return one answer for each, in order
   */
  default List<Collected> submitEach(List<Submission> submissions) throws InterruptedException {
    List<Collected> answers = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      answers.add(submit(List.of(submission)));
    }
    return answers;
  }

  /**
   * The same for events without idempotency keys.
   *
   * @param events at least one
   */
  default Collected collect(List<NewEvent> events) throws InterruptedException {
    return submit(events.stream().map(Submission::of).toList());
  }
}
