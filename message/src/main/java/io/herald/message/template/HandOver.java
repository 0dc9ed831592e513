package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * Something that only the engine knows how to do: while a part is compiled, the part is the
 * engine's; while a message is rendered, the engine renders the message from its beginning.
 */
final class HandOver extends RuntimeException {
  private static final HandOver INSTANCE = new HandOver();

  private HandOver() {
    super("this is for the engine", null, false, false);
  }

  /** Says so. */
  static HandOver toEngine() {
    return INSTANCE;
  }

  /** Says so when there is nothing. */
  static <T> T unless(@Nullable T found) {
    if (found == null) {
      throw INSTANCE;
    }
    return found;
  }
}
