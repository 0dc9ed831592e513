package io.herald.message.template;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Undefined;

/**
 * One message being rendered without the engine. Belongs to the rendering thread.
 *
 * <p>It may do a bounded amount of work, and ends when that takes five times as long as it should.
 * A message that needs more is handed over to the engine, which counts exactly; so whatever ends
 * here would not have reached a limit there.
 */
final class DirectRun {
  static final long MAX_WORK = 1_000_000;

  /** Some tenths of a millisecond, and never more than a few; most messages take a hundredth. */
  static final long AT_ONCE = 50_000;

  /** What one unit of work costs the engine at most. */
  private static final int STEPS_OF_ENGINE = 100;

  /**
   * Five times what a unit takes: whatever it may cost one day, the time is not exceeded by much.
   */
  private static final long MAX_NANOS_OF_A_UNIT = 50;

  /** Reading the clock costs as much as some units of work. */
  private static final long UNITS_PER_LOOK = 4_096;

  private final RenderContext context;
  private final RenderInput input;
  private final SystemObjects published;
  private final ContextElement ctx;
  private @Nullable Object[] variables = {};
  private final LongSupplier nanos;
  private final long end;
  private long workLeft;
  private long nextLook;

  /**
   * @param context with the rendering that takes what is printed
   * @param published what was known of the system objects at publication
   * @param ctx the event's data
   * @param work how much it may do
   * @param nanos a clock that never goes back
   */
  DirectRun(
      RenderContext context,
      RenderInput input,
      SystemObjects published,
      ContextElement ctx,
      RenderLimits limits,
      long work,
      LongSupplier nanos) {
    this.context = context;
    this.input = input;
    this.published = published;
    this.ctx = ctx;
    this.workLeft = Math.min(work, limits.instructions() / STEPS_OF_ENGINE);
    this.nextLook = Math.max(0, workLeft - UNITS_PER_LOOK);
    this.nanos = nanos;
    this.end = nanos.getAsLong() + work * MAX_NANOS_OF_A_UNIT;
  }

  /** Prints a part and gives its text. */
  String text(CompiledPart compiled, DirectPart part) {
    variables = new @Nullable Object[part.variables()];
    Arrays.fill(variables, Undefined.instance);
    output().begin(compiled);
    part.body().run(this);
    return output().text();
  }

  /** Takes work: a statement, an operation, an element looked at, or a character handled. */
  void work(long units) {
    workLeft -= units;
    if (workLeft < nextLook) {
      look();
    }
  }

  private void look() {
    if (workLeft < 0 || nanos.getAsLong() - end > 0) {
      throw HandOver.toEngine();
    }
    nextLook = Math.max(0, workLeft - UNITS_PER_LOOK);
  }

  /** A value that is about to be compared or read as a number, letter by letter. */
  @Nullable Object handled(@Nullable Object value) {
    work(value instanceof CharSequence text ? 1L + text.length() : 1);
    return value;
  }

  /** A text that was just made. */
  String made(String text) {
    work(text.length());
    context.rendering().budget().checkLength(text.length());
    return text;
  }

  /** A value that is about to be printed. */
  @Nullable Object printed(Term term) {
    Object value = DirectValues.plain(term.value(this));
    work(value instanceof CharSequence text ? text.length() : 1);
    return value;
  }

  @Nullable Object variable(int number) {
    return variables[number];
  }

  void setVariable(int number, @Nullable Object value) {
    variables[number] = value;
  }

  PartWriter output() {
    return context.rendering().output();
  }

  RenderContext context() {
    return context;
  }

  RenderInput input() {
    return input;
  }

  ContextElement ctx() {
    return ctx;
  }

  /** A field of a system object. */
  Object systemField(String object, String field) {
    return switch (systemObject(object).get(field)) {
      case String text -> text;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue();
      case null, default -> throw HandOver.toEngine();
    };
  }

  /** What is known of a system object. */
  Map<String, Object> systemObject(String name) {
    return MessageObjects.fields(input, published, name);
  }

  /** A field that an enrichment found. */
  String enrichmentField(String source, String field) {
    return HandOver.unless(HandOver.unless(input.enrichment().get(source)).get(field));
  }
}
