package io.herald.message.template;

import java.util.LinkedHashSet;
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
 * {@code JSON.stringify} (ECMAScript 5.1 §15.12.3), with an eye on the length of what is written:
 * one long text a thousand times is a short list. Each value is asked for once, since a script may
 * give another one the second time. For one call.
 */
final class JsonWriter {
  private static final int MAX_NESTING = 500;
  private static final int MAX_GAP = 10;

  private final RenderContext context;
  private final Scriptable scope;
  private final @Nullable Function replacer;
  private final Object @Nullable [] keys;
  private final String gap;
  private final StringBuilder out = new StringBuilder();

  private JsonWriter(RenderContext context, Scriptable scope, Object replacer, Object space) {
    this.context = context;
    this.scope = scope;
    this.replacer = replacer instanceof Function function ? function : null;
    this.keys = replacer instanceof NativeArray names ? keys(names) : null;
    this.gap = gap(unwrapped(space));
  }

  static void install(Scriptable scope, Scriptable json) {
    GuardedBuiltIns.define(
        scope,
        json,
        "stringify",
        (cx, self, args) ->
            new JsonWriter((RenderContext) cx, scope, arg(args, 1), arg(args, 2))
                .whole(arg(args, 0)));
  }

  private static Object arg(Object[] args, int number) {
    return number < args.length ? args[number] : Undefined.instance;
  }

  private static Object[] keys(NativeArray names) {
    Set<String> keys = new LinkedHashSet<>();
    for (int index : names.getIndexIds()) {
      Object name = unwrapped(names.get(index, names));
      if (name instanceof CharSequence || name instanceof Number) {
        keys.add(ScriptRuntime.toString(name));
      }
    }
    return keys.toArray();
  }

  private static String gap(@Nullable Object space) {
    if (space instanceof Number number) {
      return " ".repeat(Math.clamp(number.longValue(), 0, MAX_GAP));
    }
    String text = space instanceof CharSequence given ? given.toString() : "";
    return text.substring(0, Math.min(MAX_GAP, text.length()));
  }

  private Object whole(Object value) {
    Scriptable holder = context.newObject(scope);
    ScriptableObject.putProperty(holder, "", value);
    return write("", holder, "", 0) ? out.toString() : Undefined.instance;
  }

  /**
   * Writes a property behind what stands before it.
   *
   * @return false when it is none that JSON can hold; then nothing was written
   */
  private boolean write(Object key, Scriptable holder, String before, int depth) {
    context.charge(1);
    Object value = value(key, holder);
    if (value == Scriptable.NOT_FOUND
        || Undefined.isUndefined(value)
        || value instanceof Function) {
      return false;
    }
    append(before);
    switch (value) {
      case null -> append("null");
      case Boolean truth -> append(truth.toString());
      case CharSequence text -> quoted(text.toString());
      case Number number ->
          append(Double.isFinite(number.doubleValue()) ? ScriptRuntime.toString(number) : "null");
      case NativeArray list -> list(list, depth + 1);
      case Scriptable object -> object(object, depth + 1);
      default -> append("null");
    }
    return true;
  }

  private @Nullable Object value(Object key, Scriptable holder) {
    Object value =
        key instanceof Number index
            ? ScriptableObject.getProperty(holder, index.intValue())
            : ScriptableObject.getProperty(holder, key.toString());
    if (value instanceof Scriptable object
        && !(value instanceof XMLObject)
        && ScriptableObject.getProperty(object, "toJSON") instanceof Function own) {
      value = own.call(context, scope, object, new Object[] {key.toString()});
    }
    if (replacer != null) {
      value = replacer.call(context, scope, holder, new Object[] {key, value});
    }
    return unwrapped(value);
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof XMLObject) {
      return value.toString();
    }
    if (!(value instanceof Scriptable object)) {
      return value;
    }
    return switch (object.getClassName()) {
      case "Number" -> ScriptRuntime.toNumber(object);
      case "String" -> ScriptRuntime.toString(object);
      case "Boolean" -> object.getDefaultValue(ScriptRuntime.BooleanClass);
      default -> object;
    };
  }

  private void object(Scriptable object, int depth) {
    checkNesting(depth);
    String line = line(depth);
    String colon = gap.isEmpty() ? ":" : ": ";
    boolean empty = true;
    append("{");
    for (Object key : keys == null ? object.getIds() : keys) {
      String before = (empty ? "" : ",") + line + quote(key.toString()) + colon;
      empty &= !write(key, object, before, depth);
    }
    append(empty ? "}" : line(depth - 1) + "}");
  }

  private void list(NativeArray list, int depth) {
    checkNesting(depth);
    String line = line(depth);
    long length = list.getLength();
    append("[");
    for (long index = 0; index < length; index++) {
      String before = (index == 0 ? "" : ",") + line;
      Object key = index <= Integer.MAX_VALUE ? (Object) (int) index : String.valueOf(index);
      if (!write(key, list, before, depth)) {
        append(before);
        append("null");
      }
    }
    append(length == 0 ? "]" : line(depth - 1) + "]");
  }

  private static void checkNesting(int depth) {
    if (depth > MAX_NESTING) {
      throw Refusal.of(
          "This value holds itself, or is nested more than " + MAX_NESTING + " levels");
    }
  }

  private String line(int depth) {
    return gap.isEmpty() ? "" : "\n" + gap.repeat(depth);
  }

  private void append(String text) {
    context.rendering().budget().checkLength(out.length() + (long) text.length());
    out.append(text);
  }

  private void quoted(String text) {
    context.charge(text.length() / 32.0);
    context.rendering().budget().checkLength(out.length() + (long) text.length());
    append(quote(text));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
