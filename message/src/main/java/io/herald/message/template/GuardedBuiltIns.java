package io.herald.message.template;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Puts a guard before every built-in that can run long or take much memory on its own. The engine
 * counts the steps of scripts, but not those of its built-ins: {@code forEach} on an object that
 * says its length is 10^12 would run for an hour without reaching a counter. A guard takes the
 * steps from the message's budget before the built-in runs, and refuses what would not fit in
 * memory.
 */
final class GuardedBuiltIns {
  /** Bytes for one element of a list of short texts. */
  private static final int BYTES_PER_ELEMENT = 64;

  /** Lists with gaps are slow: one element takes up to two microseconds. */
  private static final int STEPS_PER_ELEMENT = 20;

  private static final Set<String> ONE_END = Set.of("push", "pop", "at");

  private static final int MAX_ARGUMENTS = 65_536;
  private static final int MAX_NESTING = 500;

  private GuardedBuiltIns() {}

  /** What a guard looks at. */
  record Call(RenderContext context, Scriptable self, Object[] args) {
    Object arg(int number) {
      return number < args.length ? args[number] : Undefined.instance;
    }

    Budget budget() {
      return context.rendering().budget();
    }
  }

  static void install(Scriptable scope) {
    removeUnguardable(scope);
    Scriptable arrays = prototype(scope, "Array");
    for (Object id : ((ScriptableObject) arrays).getAllIds()) {
      if (id instanceof String name
          && !name.equals("constructor")
          && arrays.get(name, arrays) instanceof Function) {
        guard(scope, arrays, name, GuardedBuiltIns::elements);
      }
    }
    JoinedArrays.install(scope, arrays);

    Scriptable strings = prototype(scope, "String");
    for (Object id : ((ScriptableObject) strings).getAllIds()) {
      if (id instanceof String name
          && !name.equals("constructor")
          && strings.get(name, strings) instanceof Function) {
        guard(scope, strings, name, ReadOnce::text, GuardedBuiltIns::text);
      }
    }
    BoundedReplace.install(scope, strings);

    Scriptable json = (Scriptable) ScriptableObject.getProperty(scope, "JSON");
    guard(scope, json, "parse", ReadOnce::firstAsText, (call, name) -> jsonText(call));
    JsonWriter.install(scope, json);
    BoundedPatterns.install(scope);
    guard(scope, prototype(scope, "Function"), "apply", (call, name) -> arguments(call));
    SharedObjects.protect(scope);
  }

  /**
   * Second ways to what is guarded (Array.join(list), String.split(text)), and built-ins that walk
   * whole graphs, or lists that can grow while they are walked; none of them is ECMAScript 5.
   */
  private static void removeUnguardable(Scriptable scope) {
    keepOnly(SharedScope.function(scope, "Array"), Set.of("prototype", "isArray", "of"));
    keepOnly(
        SharedScope.function(scope, "String"),
        Set.of("prototype", "fromCharCode", "fromCodePoint"));
    for (String name : List.of("flat", "flatMap", "keys", "entries", "values")) {
      prototype(scope, "Array").delete(name);
    }
    prototype(scope, "String").delete("matchAll");
    // hold what one message may leave for the next
    keepOnly(SharedScope.function(scope, "Error"), Set.of("prototype"));
    Scriptable objects = SharedScope.function(scope, "Object");
    objects.delete("groupBy");
    objects.delete("getOwnPropertySymbols");
    objects.delete("getOwnPropertyDescriptors");
    for (String name :
        List.of(
            "Object",
            "Array",
            "String",
            "Number",
            "Boolean",
            "Date",
            "RegExp",
            "Function",
            "Error")) {
      prototype(scope, name).delete("toSource");
    }
  }

  private static void keepOnly(Scriptable owner, Set<String> names) {
    for (Object id : ((ScriptableObject) owner).getAllIds()) {
      if (id instanceof String name && !names.contains(name)) {
        owner.delete(name);
      }
    }
  }

  static Scriptable prototype(Scriptable scope, String constructor) {
    return ScriptableObject.getClassPrototype(scope, constructor);
  }

  static void guard(
      Scriptable scope, Scriptable owner, String name, BiConsumer<Call, String> guard) {
    guard(scope, owner, name, (call, _) -> call, guard);
  }

  /**
   * @param reading makes a call with plain values, which guard and built-in both see
   */
  private static void guard(
      Scriptable scope,
      Scriptable owner,
      String name,
      BiFunction<Call, String, Call> reading,
      BiConsumer<Call, String> guard) {
    if (!(owner.get(name, owner) instanceof Function real)) {
      return;
    }
    define(
        scope,
        owner,
        name,
        (cx, self, args) -> {
          Call call = reading.apply(new Call((RenderContext) cx, self, args), name);
          guard.accept(call, name);
          return real.call(cx, scope, call.self(), call.args());
        });
  }

  /** A built-in's body. */
  interface Body {
    @Nullable Object call(Context cx, Scriptable self, Object[] args);
  }

  static void define(Scriptable scope, Scriptable owner, String name, Body body) {
    ScriptableObject.defineProperty(
        owner,
        name,
        SharedScope.lambda(scope, name, 1, (cx, s, self, args) -> body.call(cx, self, args)),
        ScriptableObject.DONTENUM);
  }

  private static void elements(Call call, String name) {
    // these look at one end of the list, however long it is
    if (ONE_END.contains(name)) {
      call.context().charge(call.args().length);
      return;
    }
    double length = elementsOf(call, call.self());
    switch (name) {
      // about as many comparisons as a list of a thousand needs for each element
      case "sort", "toSorted" -> call.context().charge(10 * STEPS_PER_ELEMENT * length);
      case "concat" -> {
        ReadOnce.refuseComputedElements(call.self());
        for (Object arg : call.args()) {
          ReadOnce.refuseComputedElements(arg);
          length += arg instanceof NativeArray array ? array.getLength() : 1;
        }
        call.context().charge(length);
        call.budget().checkRoomFor((long) (16 * length));
      }
      default -> call.context().charge(call.args().length);
    }
  }

  private static double elementsOf(Call call, Object list) {
    double length = length(list);
    call.context().charge(STEPS_PER_ELEMENT * length);
    call.budget().checkRoomFor((long) (16 * length));
    return length;
  }

  static double length(Object list) {
    double length =
        switch (list) {
          case NativeArray array -> array.getLength();
          case CharSequence text -> text.length();
          case Scriptable object -> ReadOnce.length(object);
          case null, default -> 0;
        };
    return length >= 0 ? length : 0;
  }

  private static void text(Call call, String name) {
    double length = textLength(call.self());
    Budget budget = call.budget();
    budget.checkLength((long) length);
    // a step is worth some dozen characters
    call.context().charge(length / 32);
    switch (name) {
      case "repeat" -> {
        double times = ScriptRuntime.toNumber(call.arg(0));
        budget.checkLength((long) Math.max(0, length * times));
      }
      case "padStart", "padEnd" ->
          budget.checkLength((long) Math.max(0, ScriptRuntime.toNumber(call.arg(0))));
      case "concat" -> {
        double joined = length;
        for (Object arg : call.args()) {
          joined += textLength(arg);
        }
        budget.checkLength((long) joined);
      }
      case "indexOf", "lastIndexOf", "includes", "replace", "replaceAll" -> search(call, length);
      case "split", "match", "search" -> {
        if (!name.equals("split") && call.arg(0) instanceof CharSequence pattern) {
          BoundedPatterns.check(pattern);
        }
        search(call, length);
        budget.checkRoomFor((long) (BYTES_PER_ELEMENT * length * (1 + groups(call.arg(0)))));
      }
      default -> {}
    }
  }

  /** Looking for a long text in a long text compares them at every place. */
  private static void search(Call call, double length) {
    call.context().charge(length * textLength(call.arg(0)) / 256);
  }

  private static int groups(Object pattern) {
    if (!isRegExp(pattern)) {
      return 0;
    }
    // the engine's own words: a script could give the pattern others
    return (int) pattern.toString().chars().filter(c -> c == '(').count();
  }

  static boolean isRegExp(Object value) {
    return value instanceof Scriptable object && object.getClassName().equals("RegExp");
  }

  static double textLength(Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Scriptable object when object.getClassName().equals("String") -> length(object);
      case null, default -> 32;
    };
  }

  private static void jsonText(Call call) {
    String text = ScriptRuntime.toString(call.arg(0));
    call.context().charge(text.length());
    call.budget().checkRoomFor((long) BYTES_PER_ELEMENT * text.length());
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      if (depth > MAX_NESTING) {
        throw Refusal.of("This JSON is nested more than " + MAX_NESTING + " levels");
      }
    }
  }

  private static void arguments(Call call) {
    if (length(call.arg(1)) > MAX_ARGUMENTS) {
      throw Refusal.of("A function takes at most " + MAX_ARGUMENTS + " arguments");
    }
  }
}
