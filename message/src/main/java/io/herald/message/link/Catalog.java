package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is live on an execution instance, as it tells control: enough to find out what is missing.
 *
 * @param instanceId the execution instance, 1 to 127
 * @param live the published templates
 */
public record Catalog(int instanceId, List<Live> live) {
  public Catalog {
    live = List.copyOf(requireNonNull(live, "live"));
  }

  /**
   * One live template.
   *
   * @param paused whether the events it answers are held back (EV-40)
   */
  public record Live(String template, int version, boolean paused) {
    public Live {
      requireNonNull(template, "template");
    }
  }
}
