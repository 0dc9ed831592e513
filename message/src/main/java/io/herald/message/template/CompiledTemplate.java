package io.herald.message.template;

import java.util.Optional;

/** A template ready to render. Immutable; any number of threads may render at once. */
public interface CompiledTemplate {
  /**
   * Fills the template in for one event. Never throws for anything a template or an event's data
   * does: whatever goes wrong, also running too long or too deep, is a {@link RenderResult.Failed}.
   *
   * <p>Pure CPU work: call it on a platform thread, so that a runaway template holds no carrier of
   * virtual threads until its limit ends it.
   */
  RenderResult render(RenderInput input);

  /**
   * Fills the template in at once, or not at all: without the engine, which scripts need, and
   * within a bound of some tenths of a millisecond, a few when the machine is busy. May be called
   * on any thread, also a virtual one.
   *
   * @return what {@link #render} would give; empty when this message needs more
   */
  default Optional<RenderResult> renderAtOnce(RenderInput input) {
    return Optional.empty();
  }

  /** What it took in while it was compiled (TPL-43): compiling with just this gives the same. */
  default FrozenLibrary uses() {
    return FrozenLibrary.NOTHING;
  }
}
