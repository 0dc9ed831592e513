package io.herald.message.template;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.Undefined;

/** What the operators of JavaScript give on the values of a {@link Term}. */
final class DirectValues {
  private DirectValues() {}

  /**
   * A value as functions and places take it: nodes as their text, undefined when there are none.
   */
  static @Nullable Object plain(@Nullable Object value) {
    if (value == null || !ContextNodes.isNode(value)) {
      if (value instanceof Listed) {
        throw HandOver.toEngine();
      }
      return value;
    }
    String text = ContextNodes.text(value);
    return text == null ? Undefined.instance : text;
  }

  /** A value as operators take it: nodes as their text, empty when there are none. */
  static @Nullable Object primitive(@Nullable Object value) {
    if (value instanceof Scriptable && !Undefined.isUndefined(value) || value instanceof Listed) {
      // a date, which is a text for some operators and a number for others
      throw HandOver.toEngine();
    }
    if (value == null || !ContextNodes.isNode(value)) {
      return value;
    }
    String text = ContextNodes.text(value);
    return text == null ? "" : text;
  }

  static String string(@Nullable Object value) {
    return ScriptRuntime.toString(primitive(value));
  }

  static double number(DirectRun run, @Nullable Object value) {
    return ScriptRuntime.toNumber(run.handled(primitive(value)));
  }

  /** {@code left + right}. */
  static Object sum(DirectRun run, @Nullable Object left, @Nullable Object right) {
    boolean nodeLeft = ContextNodes.isNode(left);
    boolean nodeRight = ContextNodes.isNode(right);
    if (nodeLeft && nodeRight) {
      // a list of both
      throw HandOver.toEngine();
    }
    if (nodeLeft && Undefined.isUndefined(right)) {
      return string(left);
    }
    if (nodeRight && Undefined.isUndefined(left)) {
      return string(right);
    }
    Object a = primitive(left);
    Object b = primitive(right);
    if (a instanceof CharSequence || b instanceof CharSequence) {
      return run.made(ScriptRuntime.toString(a) + ScriptRuntime.toString(b));
    }
    return ScriptRuntime.toNumber(run.handled(a)) + ScriptRuntime.toNumber(run.handled(b));
  }

  /** {@code left - right} and its kin; the operator is one of the engine's tokens. */
  static double arithmetic(
      DirectRun run, int operator, @Nullable Object left, @Nullable Object right) {
    double a = number(run, left);
    double b = number(run, right);
    return switch (operator) {
      case Token.SUB -> a - b;
      case Token.MUL -> a * b;
      case Token.DIV -> a / b;
      default -> throw HandOver.toEngine();
    };
  }

  /** Compares; the operator is one of the engine's tokens. */
  static boolean compare(
      DirectRun run, int operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case Token.EQ -> equal(run, left, right);
      case Token.NE -> !equal(run, left, right);
      case Token.SHEQ -> same(run, left, right);
      case Token.SHNE -> !same(run, left, right);
      default -> ScriptRuntime.compare(operand(run, left), operand(run, right), operator);
    };
  }

  private static boolean equal(DirectRun run, @Nullable Object left, @Nullable Object right) {
    boolean nodeLeft = ContextNodes.isNode(left);
    boolean nodeRight = ContextNodes.isNode(right);
    if (nodeLeft && nodeRight) {
      // their mark-up is compared
      throw HandOver.toEngine();
    }
    if (!nodeLeft && !nodeRight) {
      return ScriptRuntime.eq(operand(run, left), operand(run, right));
    }
    return nodeLeft
        ? ContextNodes.equal(HandOver.unless(left), operand(run, right))
        : ContextNodes.equal(HandOver.unless(right), operand(run, left));
  }

  private static boolean same(DirectRun run, @Nullable Object left, @Nullable Object right) {
    boolean nodeLeft = ContextNodes.isNode(left);
    boolean nodeRight = ContextNodes.isNode(right);
    if (nodeLeft && nodeRight) {
      // whether two names mean one object is known to the engine only
      throw HandOver.toEngine();
    }
    return !nodeLeft
        && !nodeRight
        && ScriptRuntime.shallowEq(operand(run, left), operand(run, right));
  }

  /** What a comparison goes through letter by letter, paid for. */
  private static @Nullable Object operand(DirectRun run, @Nullable Object value) {
    return run.handled(primitive(value));
  }

  /** Whether a value counts as true. */
  static boolean holds(@Nullable Object value) {
    return ContextNodes.isNode(value) || value instanceof Listed || ScriptRuntime.toBoolean(value);
  }
}
