package io.herald.message.template;

import java.time.Instant;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Makes rendering repeatable (TPL-39): {@code new Date()}, {@code Date()} and {@code Date.now()}
 * tell the clock that was handed in, and {@code Math.random()} draws the same numbers for the same
 * event.
 */
final class FixedClock {
  private FixedClock() {}

  static void install(Scriptable scope, Function realDate) {
    ScriptableObject prototype = (ScriptableObject) realDate.get("prototype", realDate);
    DateConstructor date = new DateConstructor(scope, realDate, prototype);
    for (String name : new String[] {"parse", "UTC"}) {
      ScriptableObject.defineProperty(
          date, name, ScriptableObject.getProperty(realDate, name), ScriptableObject.DONTENUM);
    }
    ScriptableObject.defineProperty(
        date,
        "now",
        SharedScope.lambda(scope, "now", 0, (cx, s, self, args) -> (double) millis()),
        ScriptableObject.DONTENUM);
    ScriptableObject.defineProperty(prototype, "constructor", date, ScriptableObject.DONTENUM);
    ScriptableObject.defineProperty(scope, "Date", date, ScriptableObject.DONTENUM);
    ScriptableObject math = (ScriptableObject) ScriptableObject.getProperty(scope, "Math");
    ScriptableObject.defineProperty(
        math,
        "random",
        SharedScope.lambda(
            scope,
            "random",
            0,
            (cx, s, self, args) -> ((RenderContext) cx).rendering().random().nextDouble()),
        ScriptableObject.DONTENUM);
  }

  private static long millis() {
    Instant now = RenderContext.current().rendering().now();
    return now.toEpochMilli();
  }

  /** The engine's Date, except for what it says when asked for the present. */
  private static final class DateConstructor extends BaseFunction {
    private final Function real;

    DateConstructor(Scriptable scope, Function real, Scriptable prototype) {
      super(scope, ScriptableObject.getFunctionPrototype(scope));
      this.real = real;
      setImmunePrototypeProperty(prototype);
    }

    @Override
    public String getFunctionName() {
      return "Date";
    }

    @Override
    public Object call(Context cx, Scriptable scope, Scriptable self, Object[] args) {
      return Context.toString(construct(cx, scope, new Object[0]));
    }

    @Override
    public Scriptable construct(Context cx, Scriptable scope, Object[] args) {
      return real.construct(cx, scope, args.length == 0 ? new Object[] {(double) millis()} : args);
    }
  }
}
