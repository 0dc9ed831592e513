package io.herald.control.design;

/** What execution instances know of events, for those who delete (TPL-7). */
public interface Histories {
  /** Whether there is something that is worth saving. */
  sealed interface Known {
    /** No execution instance knows an event of it. */
    record Nothing() implements Known {}

    /** Some instance does. */
    record Something() implements Known {}

    /** An instance could not be asked. */
    record Unclear(String why) implements Known {}
  }

  /** Of an event type. */
  Known ofType(String eventType) throws InterruptedException;

  /** Of a template, whose events are of this type. */
  Known ofTemplate(String eventType, String template) throws InterruptedException;
}
