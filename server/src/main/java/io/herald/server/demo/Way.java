package io.herald.server.demo;

import io.herald.execution.queue.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way an event took, with the time since it was accepted.
 *
 * @param steps those it passed, in order
 */
record Way(List<Step> steps) {
  /** One step, and how long after the acceptance it was passed. */
  record Step(String name, Duration after) {}

  static Way of(StoredEvent event) {
    StoredEvent.Steps passed = event.steps();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("accepted", Duration.ZERO));
    add(steps, "routed", passed.created(), passed.routed());
    add(steps, "prepared", passed.created(), passed.prepared());
    add(steps, "handed over", passed.created(), passed.handedOver());
    add(steps, event.status().label(), passed.created(), passed.finished());
    return new Way(List.copyOf(steps));
  }

  private static void add(
      List<Step> steps, String name, Instant accepted, @Nullable Instant passed) {
    if (passed != null) {
      steps.add(new Step(name, Duration.between(accepted, passed)));
    }
  }
}
