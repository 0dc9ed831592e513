package io.herald.control.design;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What those who look at a draft want to know about its publication. Safe for use by many threads.
 */
public interface Publications {
  /** Those of the named templates that should be live; a draft is not in the answer. */
  Map<String, Live> live(List<String> templates);

  /** The last wish to publish this template that was not fulfilled (TPL-29). */
  Optional<PublicationRequest> request(String template);

  /**
   * A template that should be live.
   *
   * @param modifiedSince whether the template or its event type was saved after the publication
   *     (TPL-5)
   * @param pause null: it is not paused
   * @param instances every enabled execution instance
   */
  record Live(
      int version,
      Instant publishedAt,
      boolean modifiedSince,
      @Nullable Pause pause,
      List<InstanceState> instances) {
    /** Whether every execution instance has it, and its pause; false when there is none. */
    public boolean everywhere() {
      return !instances.isEmpty()
          && instances.stream().allMatch(instance -> instance.waitingBecause() == null);
    }
  }

  /**
   * Events are held back (EV-40).
   *
   * @param at since when
   * @param by login of the operator
   */
  record Pause(Instant at, String by) {}

  /**
   * How far one execution instance is with one template.
   *
   * @param instance its name
   * @param waitingBecause why it has not got the version yet; null: it has
   */
  record InstanceState(String instance, @Nullable String waitingBecause) {}
}
