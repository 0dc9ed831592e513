package io.herald.control.design;

/** What became of a wish to copy an event type. */
public sealed interface Copying {
  /** The copy is stored. */
  record Done(Saved<EventType> copy) implements Copying {}

  /** There is no original of this name. */
  record Unknown() implements Copying {}

  /** No template stands for the type, so none can be copied with it. */
  record NoTemplate() implements Copying {}

  /** Nothing was copied: one of the new names belongs to another one. */
  record NameTaken() implements Copying {}
}
