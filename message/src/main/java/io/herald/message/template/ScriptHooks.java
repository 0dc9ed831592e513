package io.herald.message.template;

import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

/**
 * The functions between a part's script and the engine, in the order of {@link ScriptText#HOOKS}.
 */
final class ScriptHooks {
  private ScriptHooks() {}

  static List<Function> functions(Scriptable scope) {
    return List.of(
        SharedScope.lambda(scope, ScriptText.TEXT, 1, ScriptHooks::literal),
        SharedScope.lambda(scope, ScriptText.PRINT, 2, ScriptHooks::print),
        SharedScope.lambda(scope, ScriptText.RAW, 2, ScriptHooks::raw),
        SharedScope.lambda(scope, ScriptText.GROWN, 1, ScriptHooks::grown),
        SharedScope.lambda(
            scope, ScriptText.TRUE, 1, (cx, s, self, args) -> Conditions.holds(last(args))),
        SharedScope.lambda(
            scope,
            ScriptText.COMPARE,
            3,
            (cx, s, self, args) ->
                args.length == 3 && Conditions.compare(number(args), args[1], args[2])),
        SharedScope.lambda(scope, ScriptText.GET, 2, ScriptHooks::field),
        SharedScope.lambda(
            scope,
            ScriptText.LIST,
            1,
            (cx, s, self, args) -> Listing.of((RenderContext) cx, s, last(args))),
        SharedScope.lambda(scope, ScriptText.CHOSEN, 4, ScriptHooks::chosen),
        SharedScope.lambda(
            scope, ScriptText.PATH, 2, (cx, s, self, args) -> PrintedPaths.read(cx, s, args)));
  }

  private static Object literal(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    ((RenderContext) cx).rendering().output().literal(number(args));
    return Undefined.instance;
  }

  private static Object print(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    ((RenderContext) cx).rendering().output().print(number(args), last(args));
    return Undefined.instance;
  }

  private static Object raw(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    ((RenderContext) cx).rendering().output().raw(number(args), last(args));
    return Undefined.instance;
  }

  /**
   * Looks at a value that was just made. The engine joins texts without copying, and copies XML
   * without counting, so thirty doublings would pass unseen otherwise.
   */
  private static Object grown(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    Object value = last(args);
    if (value instanceof CharSequence text) {
      ((RenderContext) cx).rendering().budget().checkLength(text.length());
    } else if (value instanceof XMLObject || value instanceof NativeArray) {
      ((RenderContext) cx).rendering().budget().checkProgress();
    }
    return value;
  }

  /** A field of something that may be missing; what has no fields has none that are missing. */
  private static Object field(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    if (args.length < 2 || !(args[0] instanceof Scriptable owner) || Values.absent(owner)) {
      return Undefined.instance;
    }
    return ScriptRuntime.getObjectElem(owner, args[1], cx, scope);
  }

  private static Object chosen(Context cx, Scriptable scope, Scriptable self, Object[] args) {
    if (args.length < 4 || !(args[0] instanceof NativeArray list)) {
      return Undefined.instance;
    }
    return Listing.chosen(
        cx,
        scope,
        list,
        ScriptRuntime.toNumber(args[1]),
        ScriptRuntime.toNumber(args[2]),
        ScriptRuntime.toString(args[3]));
  }

  private static int number(Object[] args) {
    return args.length == 0 ? 0 : ScriptRuntime.toInt32(args[0]);
  }

  private static Object last(Object[] args) {
    return args.length == 0 ? Undefined.instance : args[args.length - 1];
  }
}
