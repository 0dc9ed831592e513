package io.herald.execution.collect;

import io.herald.message.event.NewEvent;

/** What a door made of an event as its caller wrote it. */
public sealed interface Reading {
  /** Every value could be understood; whether it is acceptable is for the collector to say. */
  record Understood(NewEvent event) implements Reading {}

  /** A value could not be understood. */
  record Refused(Refusal refusal) implements Reading {}
}
