package io.herald.message.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * {@code join}, {@code toString} and {@code toLocaleString} of arrays, with an eye on the length of
 * what they join: a thousand times the same long text is a short list.
 */
final class JoinedArrays {
  private JoinedArrays() {}

  static void install(Scriptable scope, Scriptable arrays) {
    GuardedBuiltIns.define(
        scope,
        arrays,
        "join",
        (cx, self, args) ->
            join(cx, self, args.length == 0 || Undefined.isUndefined(args[0]) ? "," : args[0]));
    for (String name : new String[] {"toString", "toLocaleString"}) {
      GuardedBuiltIns.define(scope, arrays, name, (cx, self, args) -> join(cx, self, ","));
    }
  }

  private static String join(Context cx, Scriptable list, Object separator) {
    RenderContext context = (RenderContext) cx;
    Set<Object> joining = context.joining();
    if (!joining.add(list)) {
      // a list inside itself is empty, as in every engine
      return "";
    }
    try {
      double length = GuardedBuiltIns.length(list);
      context.charge(length);
      String between = ScriptRuntime.toString(separator);
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < length; i++) {
        if (i > 0) {
          out.append(between);
        }
        Object element = ScriptableObject.getProperty(list, i);
        if (element != null && element != Scriptable.NOT_FOUND && !Undefined.isUndefined(element)) {
          out.append(ScriptRuntime.toString(element));
        }
        context.rendering().budget().checkLength(out.length());
      }
      return out.toString();
    } finally {
      joining.remove(list);
    }
  }

  static Set<Object> newGuard() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }
}
