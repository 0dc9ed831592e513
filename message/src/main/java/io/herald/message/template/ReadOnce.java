package io.herald.message.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.xml.XMLObject;

/**
 * What a script gives to a built-in, as plain values. Scripts can give objects that answer with
 * another length or text each time they are asked: a guard would allow the first answer and the
 * built-in work with the second.
 */
final class ReadOnce {
  private static final Set<String> OF_NUMBERS =
      Set.of("at", "charAt", "charCodeAt", "codePointAt", "repeat", "slice", "substr", "substring");
  private static final Set<String> OF_PATTERNS =
      Set.of("match", "search", "split", "replace", "replaceAll");
  private static final Set<String> CONVERSIONS = Set.of("toString", "valueOf");
  private static final String LENGTH = "length";

  private ReadOnce() {}

  /** A call of a function of strings with plain texts and numbers. */
  static GuardedBuiltIns.Call text(GuardedBuiltIns.Call call, String name) {
    if (CONVERSIONS.contains(name)) {
      return call;
    }
    Scriptable self = self(call);
    Object[] args = call.args().clone();
    for (int i = 0; i < args.length; i++) {
      args[i] = plain(args[i], name, i);
    }
    return new GuardedBuiltIns.Call(call.context(), self, args);
  }

  /** A call whose first argument is a plain text, the others as they are. */
  static GuardedBuiltIns.Call firstAsText(GuardedBuiltIns.Call call, String name) {
    Object[] args = call.args().clone();
    if (args.length > 0) {
      args[0] = ScriptRuntime.toString(args[0]);
    }
    return new GuardedBuiltIns.Call(call.context(), call.self(), args);
  }

  private static Scriptable self(GuardedBuiltIns.Call call) {
    Scriptable self = call.self();
    if (self == null || Undefined.isUndefined(self) || isPlain(self)) {
      return self;
    }
    return ScriptRuntime.toObject(
        call.context(), ScriptableObject.getTopLevelScope(self), ScriptRuntime.toString(self));
  }

  /** A string object without a conversion of its own; prototypes cannot be exchanged. */
  private static boolean isPlain(Scriptable self) {
    return self.getClassName().equals("String")
        && !self.has("toString", self)
        && !self.has("valueOf", self);
  }

  private static @Nullable Object plain(@Nullable Object arg, String name, int place) {
    if (!(arg instanceof Scriptable object) || Undefined.isUndefined(arg)) {
      return arg;
    }
    if (OF_PATTERNS.contains(name)) {
      if (place == 0 && GuardedBuiltIns.isRegExp(arg)) {
        refuseOwnExec(object);
        return arg;
      }
      if (place == 1 && arg instanceof Function) {
        return arg;
      }
    }
    return takesNumber(name, place) ? ScriptRuntime.toNumber(arg) : ScriptRuntime.toString(arg);
  }

  private static boolean takesNumber(String name, int place) {
    return switch (name) {
      case "padStart", "padEnd" -> place == 0;
      case "concat" -> false;
      case "replace", "replaceAll" -> false;
      default -> place > 0 || OF_NUMBERS.contains(name);
    };
  }

  private static void refuseOwnExec(Scriptable pattern) {
    if (pattern.has("exec", pattern)) {
      throw Refusal.of("A pattern cannot have a function of its own named exec");
    }
  }

  /** The length of what is used as a list. */
  static double length(Scriptable list) {
    if (list instanceof XMLObject xml) {
      double said = ScriptRuntime.toNumber(ScriptableObject.getProperty(xml, LENGTH));
      return Math.max(xml.getIds().length, said >= 0 ? said : 0);
    }
    for (Scriptable owner = list; owner != null; owner = owner.getPrototype()) {
      if (owner.has(LENGTH, owner)) {
        Object length = isComputed(owner, LENGTH, 0) ? null : owner.get(LENGTH, list);
        if (length == null || length instanceof Scriptable) {
          throw Refusal.of("The length of a list is a number, not something that is computed");
        }
        return ScriptRuntime.toNumber(length);
      }
    }
    return 0;
  }

  /** Elements that are computed could make the next list longer while lists are joined. */
  static void refuseComputedElements(@Nullable Object list) {
    if (list instanceof NativeArray array) {
      for (Object id : array.getAllIds()) {
        if (id instanceof Integer index && isComputed(array, null, index)) {
          throw Refusal.of("The elements of a list are values, not something that is computed");
        }
      }
    }
  }

  private static boolean isComputed(Scriptable owner, @Nullable String name, int index) {
    return owner instanceof ScriptableObject object
        && !(owner instanceof Function)
        && object.getGetterOrSetter(name, index, object, false) instanceof Function;
  }
}
