package io.herald.control.design;

import io.herald.message.link.Publication;
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

  /** What should be live for events of a type, as it was frozen. */
  List<Publication> liveFor(String eventType);

  /** Those of the named event types that should be live with some template. */
  Map<String, LiveType> liveTypes(List<String> eventTypes);

  /**
   * An event type that should be live.
   *
   * @param templates that should be live with a definition of it, by name
   * @param modifiedSince whether it was saved after the publication of one of them (TPL-5)
   */
  record LiveType(List<String> templates, boolean modifiedSince) {}

  /**
   * A template that should be live.
   *
   * @param modifiedSince whether the template, its event type, or a block or option it took in was
   *     changed after the publication (TPL-5, TPL-43)
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
