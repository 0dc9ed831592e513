package io.herald.control.design;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What those who look at a draft want to know about its publication. Safe for use by many threads.
 */
public interface Publications {
  /** Those of the named templates that should be live; a draft is not in the answer. */
  Map<String, Live> live(List<String> templates);

  /**
   * A template that should be live.
   *
   * @param modifiedSince whether the template or its event type was saved after the publication
   *     (TPL-5)
   * @param instances every enabled execution instance
   */
  record Live(
      int version, Instant publishedAt, boolean modifiedSince, List<InstanceState> instances) {
    /** Whether every execution instance has it; false when there is none. */
    public boolean everywhere() {
      return !instances.isEmpty()
          && instances.stream().allMatch(instance -> instance.waitingBecause() == null);
    }
  }

  /**
   * How far one execution instance is with one template.
   *
   * @param instance its name
   * @param waitingBecause why it has not got the version yet; null: it has
   */
  record InstanceState(String instance, @Nullable String waitingBecause) {}
}
