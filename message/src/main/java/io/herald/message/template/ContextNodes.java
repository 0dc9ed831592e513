package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Undefined;

/**
 * What the operations of E4X give on an event's context (ECMA-357), as the engine does them. A
 * {@link ContextElement} stands for itself and for a list of itself alone, which scripts cannot
 * tell apart in what is done here; {@link Several} are all other lists.
 */
final class ContextNodes {
  /** What the engine takes for a way of its own to go through a list. */
  private static final String ITERATOR = "__iterator__";

  private static final Several NONE = new Several(List.of());

  private ContextNodes() {}

  /** The value of an attribute. */
  record AttributeText(String text) {}

  /** A list of no element or attribute, or of two and more. */
  record Several(List<Object> nodes) {}

  static Several none() {
    return NONE;
  }

  static boolean isNode(@Nullable Object value) {
    return value instanceof ContextElement
        || value instanceof AttributeText
        || value instanceof Several;
  }

  /** {@code owner.name}. */
  static Object child(DirectRun run, @Nullable Object owner, String name) {
    if (owner instanceof ContextElement element) {
      run.work(element.size());
      ContextElement first = element.child(name);
      if (first == null) {
        return NONE;
      }
      return first.namesake() == null ? first : listOf(namesakes(first, new ArrayList<>()));
    }
    return ofEach(owner, node -> child(run, node, name));
  }

  /** {@code owner.@name}. */
  static Object attribute(DirectRun run, @Nullable Object owner, String name) {
    if (owner instanceof ContextElement element) {
      run.work(element.size());
      String value = element.attribute(name);
      return value == null ? NONE : new AttributeText(value);
    }
    return ofEach(owner, node -> attribute(run, node, name));
  }

  private static Object ofEach(@Nullable Object owner, UnaryOperator<Object> part) {
    if (!(owner instanceof Several several)) {
      throw HandOver.toEngine();
    }
    List<Object> found = new ArrayList<>();
    for (Object node : several.nodes()) {
      switch (part.apply(node)) {
        case Several parts -> found.addAll(parts.nodes());
        case Object one -> found.add(one);
      }
    }
    return listOf(found);
  }

  private static List<Object> namesakes(ContextElement first, List<Object> found) {
    for (ContextElement at = first; at != null; at = at.namesake()) {
      found.add(at);
    }
    return found;
  }

  private static Object listOf(List<Object> nodes) {
    return switch (nodes.size()) {
      case 0 -> NONE;
      case 1 -> nodes.getFirst();
      default -> new Several(nodes);
    };
  }

  /** The nodes that {@code for each} goes through and a listing shows. */
  static List<Object> nodes(DirectRun run, @Nullable Object value) {
    List<Object> nodes = value instanceof Several several ? several.nodes() : List.of(one(value));
    run.work(nodes.size());
    for (Object node : nodes) {
      if (node instanceof ContextElement element) {
        run.work(element.size());
        if (element.child(ITERATOR) != null) {
          throw HandOver.toEngine();
        }
      }
    }
    return nodes;
  }

  private static Object one(@Nullable Object value) {
    if (value instanceof ContextElement || value instanceof AttributeText) {
      return value;
    }
    throw HandOver.toEngine();
  }

  /** {@code value[index]}. */
  static Object item(@Nullable Object value, double index) {
    List<Object> nodes = value instanceof Several several ? several.nodes() : List.of(one(value));
    if (index != (int) index || index < 0) {
      throw HandOver.toEngine();
    }
    return index < nodes.size() ? nodes.get((int) index) : Undefined.instance;
  }

  /** {@code value.length()}. */
  static double length(@Nullable Object value) {
    return value instanceof Several several ? several.nodes().size() : List.of(one(value)).size();
  }

  /**
   * The text of nodes; null when there are none. Elements with elements inside are mark-up, and so
   * are several elements, which is for the engine to write.
   */
  static @Nullable String text(Object nodes) {
    if (nodes instanceof ContextElement element && !element.hasChildren()) {
      String text = element.lastText();
      return text == null ? "" : text;
    }
    if (nodes instanceof AttributeText attribute) {
      return attribute.text();
    }
    if (nodes == NONE) {
      return null;
    }
    throw HandOver.toEngine();
  }

  /** {@code nodes == value}, where the value is no node. */
  static boolean equal(Object nodes, @Nullable Object value) {
    return switch (nodes) {
      case Several several -> several == NONE && Undefined.isUndefined(value);
      case ContextElement element when element.hasChildren() -> false;
      default -> ScriptRuntime.toString(value).equals(text(nodes));
    };
  }
}
