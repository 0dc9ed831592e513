package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/** An expression of a part that needs no engine. Immutable. */
interface Term {
  /**
   * Its value: what {@link ContextNodes} reads, a list a listing shows ({@link Listed}), or what
   * the engine would give: a text, a number, a truth, a date, null or undefined.
   *
   * @throws HandOver when this message needs the engine after all
   */
  @Nullable Object value(DirectRun run);
}
