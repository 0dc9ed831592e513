package io.herald.message.template;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;
import org.mozilla.javascript.xml.XMLObject;

/**
 * The built-ins and functions that every message sees, sealed: no message can change what another
 * one sees. What belongs to one message hangs on a scope of its own, made by {@link #forMessage}.
 * Safe for use by many threads.
 */
final class SharedScope {
  /** What scripts may name; everything else the engine brings is taken away. */
  private static final Set<String> BUILT_INS =
      Set.of(
          "Object",
          "Array",
          "String",
          "Number",
          "Boolean",
          "Date",
          "RegExp",
          "Math",
          "JSON",
          "Function",
          "Error",
          "EvalError",
          "RangeError",
          "ReferenceError",
          "SyntaxError",
          "TypeError",
          "URIError",
          "InternalError",
          "NaN",
          "Infinity",
          "undefined",
          "isNaN",
          "isFinite",
          "parseInt",
          "parseFloat",
          "decodeURI",
          "encodeURI",
          "XML",
          "XMLList",
          "QName",
          "Namespace",
          "isXMLName");

  /** Prototypes that scripts can get hold of without a name. */
  private static final List<String> ITERATORS =
      List.of("ArrayIterator", "StringIterator", "RegExpStringIterator", "Iterator", "Generator");

  private final TopLevel scope;
  private final Function xml;
  private final Function xmlList;
  private final Function date;
  private final Object[] hooks;

  private SharedScope(
      TopLevel scope, Function xml, Function xmlList, Function date, Object[] hooks) {
    this.scope = scope;
    this.xml = xml;
    this.xmlList = xmlList;
    this.date = date;
    this.hooks = hooks;
  }

  static SharedScope build(Context context) {
    TopLevel scope = new TopLevel();
    context.initSafeStandardObjects(scope, false);
    for (Object id : scope.getAllIds()) {
      if (id instanceof String name && !BUILT_INS.contains(name)) {
        scope.delete(name);
      }
    }
    Function xml = function(scope, "XML");
    Function xmlList = function(scope, "XMLList");
    Function date = function(scope, "Date");
    hide(scope, "XML");
    hide(scope, "XMLList");
    GuardedBuiltIns.install(scope);
    FixedClock.install(scope, date);
    TemplateFunctions.install(scope);
    Object[] hooks = ScriptHooks.functions(scope).toArray();
    seal(scope, hooks);
    return new SharedScope(scope, xml, xmlList, date, hooks);
  }

  static Function function(Scriptable scope, String name) {
    return (Function) ScriptableObject.getProperty(scope, name);
  }

  /**
   * Puts a function before an XML constructor, without its prototype: that object can be written to
   * even when it is sealed, and all messages share it.
   */
  private static void hide(TopLevel scope, String name) {
    Function real = function(scope, name);
    ScriptableObject.defineProperty(
        scope, name, new HiddenConstructor(scope, real), ScriptableObject.DONTENUM);
  }

  /** Constructs what the real constructor constructs, and tells nothing about it. */
  private static final class HiddenConstructor extends BaseFunction {
    private final Function real;

    HiddenConstructor(Scriptable scope, Function real) {
      super(scope, ScriptableObject.getFunctionPrototype(scope));
      this.real = real;
      setImmunePrototypeProperty(null);
    }

    @Override
    public Object call(Context cx, Scriptable scope, Scriptable thisObj, Object[] args) {
      return real.call(cx, scope, thisObj, args);
    }

    @Override
    public Scriptable construct(Context cx, Scriptable scope, Object[] args) {
      return real.construct(cx, scope, args);
    }

    @Override
    public boolean hasInstance(Scriptable instance) {
      return instance instanceof XMLObject;
    }
  }

  /** Seals everything that can be reached from the scope. */
  private static void seal(TopLevel scope, Object[] hooks) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Object hook : hooks) {
      seal(hook, seen);
    }
    seal(scope, seen);
    // what the engine itself constructs with, some of it without a name
    for (TopLevel.Builtins type : TopLevel.Builtins.values()) {
      seal(scope.getBuiltinCtor(type), seen);
    }
    for (String type : ITERATORS) {
      seal(scope.getAssociatedValue(type), seen);
    }
  }

  private static void seal(@Nullable Object value, Set<Object> seen) {
    if (!(value instanceof ScriptableObject object) || !seen.add(object)) {
      return;
    }
    object.sealObject();
    for (Object id : object.getAllIds()) {
      if (object instanceof XMLObject) {
        break;
      }
      seal(property(object, id), seen);
    }
    seal(object.getPrototype(), seen);
  }

  private static @Nullable Object property(ScriptableObject object, Object id) {
    try {
      return id instanceof String name
          ? object.get(name, object)
          : object.get(((Number) id).intValue(), object);
    } catch (EcmaError e) {
      // a property that is computed, and only of instances: nothing is kept behind it
      return null;
    }
  }

  /** A fresh scope for one message; null when nothing of a message is known. */
  ScriptableObject forMessage(@Nullable MessageObjects objects) {
    return new MessageScope(scope, objects);
  }

  /** A fresh scope for code that runs at publication, when there is no event. */
  ScriptableObject forPublication(SystemObjects objects) {
    ScriptableObject own = new MessageScope(scope, null);
    objects
        .byName()
        .forEach(
            (name, fields) ->
                own.defineProperty(
                    name,
                    new ReadOnlyObject(own, name, fields),
                    ScriptableObject.READONLY | ScriptableObject.PERMANENT));
    return own;
  }

  /** Finds the built-ins of the shared scope as fast as the shared scope itself does. */
  private static final class MessageScope extends TopLevel {
    private final TopLevel shared;
    private final @Nullable MessageObjects objects;

    MessageScope(TopLevel shared, @Nullable MessageObjects objects) {
      this.shared = shared;
      this.objects = objects;
      setPrototype(shared);
    }

    @Override
    public Object get(String name, Scriptable start) {
      return objects != null && MessageObjects.knows(name)
          ? objects.get(name, this)
          : super.get(name, start);
    }

    @Override
    public boolean has(String name, Scriptable start) {
      return objects != null && MessageObjects.knows(name) || super.has(name, start);
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
      if (objects != null && MessageObjects.knows(name)) {
        throw Refusal.of(name + " is read-only: use another name for your variable");
      }
      super.put(name, start, value);
    }

    @Override
    public BaseFunction getBuiltinCtor(Builtins type) {
      return shared.getBuiltinCtor(type);
    }

    @Override
    public Scriptable getBuiltinPrototype(Builtins type) {
      return shared.getBuiltinPrototype(type);
    }
  }

  /** The functions that a part's script is called with; a copy, since scripts can write to it. */
  Object[] hooks() {
    return hooks.clone();
  }

  /** The XML object of a DOM node, without copying the node. */
  Object xml(Context context, org.w3c.dom.Node node) {
    return xml.call(context, scope, scope, new Object[] {new WrappedNode(node)});
  }

  /** An XML list without nodes. */
  Object emptyList(Context context) {
    return xmlList.construct(context, scope, new Object[0]);
  }

  /** A JavaScript date. */
  Scriptable date(Context context, double epochMillis) {
    return date.construct(context, scope, new Object[] {epochMillis});
  }

  private record WrappedNode(Object unwrap) implements org.mozilla.javascript.Wrapper {}

  /** A function of the shared scope, without a prototype that could be written to. */
  static LambdaFunction lambda(
      Scriptable scope, String name, int length, org.mozilla.javascript.SerializableCallable body) {
    return new LambdaFunction(scope, name, length, body, false);
  }
}
