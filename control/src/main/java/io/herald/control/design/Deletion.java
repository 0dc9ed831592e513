package io.herald.control.design;

import java.util.List;

/** What became of a wish to delete something. */
public sealed interface Deletion {
  /** It is gone. */
  record Done() implements Deletion {}

  /** There is none of this name. */
  record Unknown() implements Deletion {}

  /** Nothing was deleted: the caller knew another revision. */
  record Stale(int currentRevision) implements Deletion {}

  /** Nothing was deleted: something stands on it. */
  record InUse(List<String> by) implements Deletion {}
}
