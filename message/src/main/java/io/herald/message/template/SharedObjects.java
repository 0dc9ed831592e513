package io.herald.message.template;

import java.util.List;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.xml.XMLObject;

/**
 * Closes the ways around the seal of what all messages share: the engine's seal stops assignments,
 * but neither definitions nor the built-ins that keep state in a prototype.
 */
final class SharedObjects {
  private SharedObjects() {}

  static void protect(Scriptable scope) {
    Scriptable objects = SharedScope.function(scope, "Object");
    for (String name :
        List.of(
            "defineProperty",
            "defineProperties",
            "setPrototypeOf",
            "freeze",
            "seal",
            "preventExtensions",
            "assign")) {
      GuardedBuiltIns.guard(scope, objects, name, (call, n) -> refuseSealed(call.arg(0)));
    }
    Scriptable prototype = GuardedBuiltIns.prototype(scope, "Object");
    for (String name : List.of("__defineGetter__", "__defineSetter__")) {
      GuardedBuiltIns.guard(scope, prototype, name, (call, n) -> refuseSealed(call.self()));
    }
    prototype.delete("__proto__");
    hideXmlPrototypes(scope, objects);

    // a prototype of a date is a date
    Scriptable dates = GuardedBuiltIns.prototype(scope, "Date");
    for (Object id : ((ScriptableObject) dates).getAllIds()) {
      if (id instanceof String name && name.startsWith("set")) {
        GuardedBuiltIns.guard(scope, dates, name, (call, n) -> refuseSealed(call.self()));
      }
    }
    // a prototype of a regular expression is one, too
    GuardedBuiltIns.prototype(scope, "RegExp").delete("compile");
  }

  static void refuseSealed(Object target) {
    if (target instanceof ScriptableObject object && object.isSealed()) {
      throw Refusal.of("What JavaScript brings cannot be changed: use an object of your own");
    }
  }

  /** The prototype of XML lists can be written to even when it is sealed. */
  private static void hideXmlPrototypes(Scriptable scope, Scriptable objects) {
    if (objects.get("getPrototypeOf", objects) instanceof Function real) {
      GuardedBuiltIns.define(
          scope,
          objects,
          "getPrototypeOf",
          (cx, self, args) ->
              args.length > 0 && args[0] instanceof XMLObject
                  ? null
                  : real.call(cx, scope, self, args));
    }
  }
}
