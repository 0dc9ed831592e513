package io.herald.message.template;

/** A statement of a part that needs no engine. Immutable. */
interface Step {
  /**
   * Does it.
   *
   * @throws HandOver when this message needs the engine after all
   */
  void run(DirectRun run);
}
