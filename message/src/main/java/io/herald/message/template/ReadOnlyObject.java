package io.herald.message.template;

import java.util.List;
import java.util.Map;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;

/** A system object as scripts see it (TPL-34): its fields, and no way to change them. */
final class ReadOnlyObject extends ScriptableObject {
  private final String name;
  private final Map<?, ?> fields;

  /**
   * @param name for error texts
   */
  ReadOnlyObject(Scriptable scope, String name, Map<?, ?> fields) {
    super(scope, ScriptableObject.getObjectPrototype(scope));
    this.name = name;
    this.fields = fields;
  }

  @Override
  public String getClassName() {
    return "Object";
  }

  @Override
  public Object get(String field, Scriptable start) {
    Object value = fields.get(field.startsWith("@") ? field.substring(1) : field);
    return value == null ? super.get(field, start) : script(value);
  }

  private Object script(Object value) {
    return switch (value) {
      case Map<?, ?> inner -> new ReadOnlyObject(getParentScope(), name, inner);
      case List<?> list -> {
        NativeArray array = new NativeArray(list.stream().map(this::script).toArray());
        ScriptRuntime.setBuiltinProtoAndParent(array, getParentScope(), TopLevel.Builtins.Array);
        array.sealObject();
        yield array;
      }
      case Number number -> number.doubleValue();
      default -> value;
    };
  }

  @Override
  public boolean has(String field, Scriptable start) {
    return fields.containsKey(field) || super.has(field, start);
  }

  @Override
  public Object[] getIds() {
    return fields.keySet().toArray();
  }

  @Override
  public void put(String field, Scriptable start, Object value) {
    throw Refusal.of(name + " is read-only: keep your value in a variable");
  }

  @Override
  public void put(int index, Scriptable start, Object value) {
    throw Refusal.of(name + " is read-only: keep your value in a variable");
  }

  @Override
  public void delete(String field) {
    throw Refusal.of(name + " is read-only: nothing of it can be deleted");
  }
}
