package io.herald.control.design;

/** What became of a change. */
public sealed interface Saving<T> {
  /** It is stored. */
  record Done<T>(Saved<T> saved) implements Saving<T> {}

  /** Nothing was created: the name belongs to another one. */
  record NameTaken<T>() implements Saving<T> {}

  /** Nothing was changed: there is none of this name. */
  record Unknown<T>() implements Saving<T> {}

  /** Nothing was changed: the caller knew another revision. */
  record Stale<T>(int currentRevision) implements Saving<T> {}
}
