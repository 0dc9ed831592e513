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
        SharedScope.lambda(scope, "__text", 1, ScriptHooks::literal),
        SharedScope.lambda(scope, "__print", 2, ScriptHooks::print),
        SharedScope.lambda(scope, "__raw", 2, ScriptHooks::raw),
        SharedScope.lambda(scope, "__grown", 1, ScriptHooks::grown));
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

  private static int number(Object[] args) {
    return args.length == 0 ? 0 : ScriptRuntime.toInt32(args[0]);
  }

  private static Object last(Object[] args) {
    return args.length == 0 ? Undefined.instance : args[args.length - 1];
  }
}
