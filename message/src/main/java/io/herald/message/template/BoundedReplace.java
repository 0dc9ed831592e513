package io.herald.message.template;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/**
 * {@code replace} and {@code replaceAll} of strings, with an eye on the length of the result: every
 * character of a long text can become a long text.
 */
final class BoundedReplace {
  private BoundedReplace() {}

  static void install(Scriptable scope, Scriptable strings) {
    for (String name : new String[] {"replace", "replaceAll"}) {
      if (strings.get(name, strings) instanceof Function real) {
        GuardedBuiltIns.define(
            scope, strings, name, (cx, self, args) -> replace(cx, scope, real, name, self, args));
      }
    }
  }

  private static Object replace(
      Context cx, Scriptable scope, Function real, String name, Scriptable given, Object[] raw) {
    GuardedBuiltIns.Call plain =
        ReadOnce.text(new GuardedBuiltIns.Call((RenderContext) cx, given, raw), name);
    Scriptable self = plain.self();
    Object[] args = plain.args();
    if (args.length < 2) {
      return real.call(cx, scope, self, args);
    }
    Budget budget = ((RenderContext) cx).rendering().budget();
    long[] length = {(long) GuardedBuiltIns.textLength(self)};
    if (args[1] instanceof Function each) {
      Object[] counting = args.clone();
      counting[1] =
          SharedScope.lambda(
              scope,
              "each",
              0,
              (c, s, me, found) -> {
                String text =
                    ScriptRuntime.toString(each.call(c, s, Undefined.SCRIPTABLE_UNDEFINED, found));
                length[0] += text.length();
                budget.checkLength(length[0]);
                return text;
              });
      return real.call(cx, scope, self, counting);
    }
    String replacement = ScriptRuntime.toString(args[1]);
    // $& and its kin stand for up to the whole text
    long dollars = replacement.chars().filter(c -> c == '$').count();
    double perMatch = replacement.length() + (double) dollars * length[0];
    boolean many = name.equals("replaceAll") || GuardedBuiltIns.isRegExp(args[0]);
    double matches = many ? length[0] + 1 : 1;
    if (length[0] + matches * perMatch > Integer.MAX_VALUE / 256) {
      matches = many ? matches(cx, scope, real, self, args) : 1;
    }
    budget.checkLength((long) (length[0] + matches * perMatch));
    return real.call(cx, scope, self, args);
  }

  private static long matches(
      Context cx, Scriptable scope, Function real, Scriptable self, Object[] args) {
    long[] count = {0};
    Object[] counting = args.clone();
    counting[1] =
        SharedScope.lambda(
            scope,
            "count",
            0,
            (c, s, me, found) -> {
              count[0]++;
              return "";
            });
    real.call(cx, scope, self, counting);
    return count[0];
  }
}
