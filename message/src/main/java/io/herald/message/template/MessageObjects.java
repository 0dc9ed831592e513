package io.herald.message.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The objects that scripts of one message find by name (TPL-33 to TPL-36), each made when it is
 * first asked for. Belongs to the rendering thread.
 */
final class MessageObjects {
  private final SharedScope shared;
  private final RenderContext context;
  private final RenderInput input;
  private final SystemObjects published;
  private final Object ctx;
  private @Nullable Scriptable event;
  private @Nullable Scriptable enrichment;
  private @Nullable Scriptable root;
  private final Map<String, Scriptable> system = new HashMap<>(4);

  /**
   * @param published what was known of the system objects at publication
   * @param ctx the event's data
   */
  MessageObjects(
      SharedScope shared,
      RenderContext context,
      RenderInput input,
      SystemObjects published,
      Object ctx) {
    this.shared = shared;
    this.context = context;
    this.input = input;
    this.published = published;
    this.ctx = ctx;
  }

  /** Whether a name is one of these, which scripts cannot set. */
  static boolean knows(String name) {
    return switch (name) {
      case "rtEvent",
          "batchEvent",
          "event",
          "ctx",
          "enrichment",
          "context",
          "delivery",
          "message",
          "provider",
          "brand",
          "profile",
          "dataSource",
          "targetData",
          "coupon",
          "couponValue",
          "proposition",
          "vars" ->
          true;
      default -> false;
    };
  }

  Object get(String name, Scriptable scope) {
    return switch (name) {
      case "ctx" -> ctx;
      case "rtEvent", "batchEvent", "event" -> event(scope);
      case "enrichment" -> enrichment(scope);
      case "context" -> {
        if (root == null) {
          root = new ContextView(scope);
        }
        yield root;
      }
      default -> system.computeIfAbsent(name, key -> new ReadOnlyObject(scope, key, fields(key)));
    };
  }

  /** What is known of a system object: from the message, else from the publication. */
  static Map<String, Object> fields(RenderInput input, SystemObjects published, String name) {
    Map<String, Object> own = input.objects().fields(name);
    Map<String, Object> general = own == null ? published.fields(name) : own;
    if (name.equals("message")) {
      Map<String, Object> message = new HashMap<>(general == null ? Map.of() : general);
      message.putIfAbsent("id", Long.toString(input.eventId()));
      return message;
    }
    return general == null ? Map.of() : general;
  }

  private Map<String, Object> fields(String name) {
    return fields(input, published, name);
  }

  private Scriptable event(Scriptable scope) {
    if (event == null) {
      event =
          new EventView(
              scope, input, ctx, instant -> shared.date(context, (double) instant.toEpochMilli()));
    }
    return event;
  }

  private Scriptable enrichment(Scriptable scope) {
    if (enrichment == null) {
      NativeObject all = object(scope);
      input
          .enrichment()
          .forEach(
              (id, fields) -> {
                NativeObject source = object(scope);
                fields.forEach((name, value) -> source.defineProperty(name, value, 0));
                source.sealObject();
                all.defineProperty(id, source, 0);
              });
      all.sealObject();
      enrichment = all;
    }
    return enrichment;
  }

  private static NativeObject object(Scriptable scope) {
    NativeObject object = new NativeObject();
    object.setParentScope(scope);
    object.setPrototype(ScriptableObject.getObjectPrototype(scope));
    return object;
  }

  /**
   * {@code context} (TPL-36): {@code ctx}, {@code profile}, {@code brand} and the enrichments. What
   * it does not know is an empty list of nodes, so that longer paths are empty too.
   */
  private final class ContextView extends ScriptableObject {
    ContextView(Scriptable scope) {
      super(scope, ScriptableObject.getObjectPrototype(scope));
    }

    @Override
    public String getClassName() {
      return "Context";
    }

    @Override
    public Object get(String name, Scriptable start) {
      if (name.equals("ctx")) {
        return ctx;
      }
      if (input.enrichment().containsKey(name)) {
        return ScriptableObject.getProperty(enrichment(getParentScope()), name);
      }
      if (SystemObjects.NAMES.contains(name) && !fields(name).isEmpty()) {
        return MessageObjects.this.get(name, getParentScope());
      }
      Object inherited = super.get(name, start);
      return inherited == NOT_FOUND && getPrototype().get(name, start) == NOT_FOUND
          ? shared.emptyList(context)
          : inherited;
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
      throw Refusal.of("context is read-only: keep your value in a variable");
    }
  }
}
