package io.herald.message.template;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.Evaluator;
import org.mozilla.javascript.Scriptable;

/**
 * The engine's state on the thread that compiles or renders. While rendering it carries what the
 * functions of the shared scope need to know about this one message.
 */
final class RenderContext extends Context {
  private static final int STEPS_PER_QUESTION = 1_000;
  private static final int MAX_INTERPRETED_CALLS = 500;

  private final Sandbox sandbox;
  private final Set<Object> joining = JoinedArrays.newGuard();
  private @Nullable Rendering rendering;

  /**
   * One message being rendered.
   *
   * @param output what is printed goes here
   * @param now the clock that scripts see (TPL-39)
   * @param random what {@code Math.random} draws from, the same for every rendering of an event
   * @param options what {@code getOption} knows
   * @param surroundings what the template may ask of the world
   * @param outside how much of that this message may still ask
   */
  record Rendering(
      Budget budget,
      PartWriter output,
      Instant now,
      SplittableRandom random,
      Map<String, String> options,
      Surroundings surroundings,
      OutsideCalls outside) {}

  RenderContext(Sandbox sandbox) {
    super(sandbox);
    this.sandbox = sandbox;
    setLanguageVersion(VERSION_1_8);
    // interpreted scripts call each other on the heap, not on the stack
    setInterpretedMode(true);
    setMaximumInterpreterStackDepth(MAX_INTERPRETED_CALLS);
    setInterpretedMode(false);
    setOptimizationLevel(9);
    setInstructionObserverThreshold(STEPS_PER_QUESTION);
    setLocale(Locale.ENGLISH);
    setTimeZone(TimeZone.getTimeZone(sandbox.zone()));
    // hides every Java object, also the causes of caught errors
    setClassShutter(className -> false);
  }

  /** The context of this thread, which must be rendering or compiling. */
  static RenderContext current() {
    return (RenderContext) Context.getCurrentContext();
  }

  void begin(Rendering begun) {
    rendering = begun;
  }

  /** Nothing is rendered any more. */
  void end() {
    rendering = null;
  }

  /** The message being rendered. */
  Rendering rendering() {
    if (rendering == null) {
      throw new IllegalStateException("nothing is being rendered");
    }
    return rendering;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The lists that are being joined, so that one inside itself ends. */
  Set<Object> joining() {
    return joining;
  }

  /** Takes steps for work that the engine does not count by itself. */
  void charge(double steps) {
    if (rendering != null) {
      // not a number and negative lengths cost nothing: the engine reads them as 0
      spend(steps >= 0 ? (long) Math.min(steps, Long.MAX_VALUE / 4) : 0);
    }
  }

  @Override
  protected void observeInstructionCount(int instructionCount) {
    if (rendering != null) {
      spend(instructionCount);
    }
  }

  private void spend(long steps) {
    Rendering current = rendering();
    try {
      current.budget().spend(steps, current.output().mayRecurse());
    } catch (LimitReached e) {
      // from now on every single step asks, and is refused
      setInstructionObserverThreshold(1);
      throw e;
    }
  }

  /** Scripts never compile scripts: this is where eval, Function and their like end up. */
  @Override
  protected Object compileImpl(
      Scriptable scope,
      String sourceString,
      String sourceName,
      int lineno,
      Object securityDomain,
      boolean returnFunction,
      Evaluator compiler,
      ErrorReporter compilationErrorReporter,
      Consumer<CompilerEnvirons> compilerEnvironProcessor) {
    throw Refusal.of("A template cannot run text as code");
  }
}
