package io.herald.message.template;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaConstructor;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * {@code RegExp}, with an eye on the length of patterns: the engine needs a hundred bytes for each
 * of their characters, in one go.
 */
final class BoundedPatterns {
  private static final int MAX_PATTERN = 100_000;
  private static final String NAME = "RegExp";

  private BoundedPatterns() {}

  static void install(Scriptable scope) {
    Function real = SharedScope.function(scope, NAME);
    LambdaConstructor bounded =
        new LambdaConstructor(
            scope,
            NAME,
            2,
            (cx, s, self, args) -> real.call(cx, scope, self, plain(args)),
            (cx, s, args) -> real.construct(cx, scope, plain(args)));
    Context cx = Context.getCurrentContext();
    for (Object id : ((ScriptableObject) real).getAllIds()) {
      if (id instanceof String name && !bounded.has(name, bounded)) {
        bounded.defineProperty(
            cx, name, _ -> real.get(name, real), null, ScriptableObject.PERMANENT);
      }
    }
    Scriptable prototype = GuardedBuiltIns.prototype(scope, NAME);
    bounded.setPrototypeScriptable((ScriptableObject) prototype);
    ScriptableObject.defineProperty(scope, NAME, bounded, ScriptableObject.DONTENUM);
  }

  private static Object[] plain(Object[] args) {
    Object[] plain = args.clone();
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] instanceof Scriptable
          && !Undefined.isUndefined(plain[i])
          && !(i == 0 && GuardedBuiltIns.isRegExp(plain[i]))) {
        plain[i] = ScriptRuntime.toString(plain[i]);
      }
    }
    if (plain.length > 0 && plain[0] instanceof CharSequence pattern) {
      check(pattern);
    }
    return plain;
  }

  static void check(CharSequence pattern) {
    if (pattern.length() > MAX_PATTERN) {
      throw Refusal.of("A pattern has at most " + MAX_PATTERN + " characters");
    }
  }
}
