package io.herald.message.template;

import io.herald.message.event.EventContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Single fields of an event's context, found as templates find them (TPL-33): XML or JSON, names
 * without a namespace, attributes with or without {@code @}. Safe for use by many threads.
 */
public final class ContextFields {
  private final ContextTree trees = new ContextTree();

  /**
   * The text of a field.
   *
   * @param path names separated by dots, for example {@code client.email}; of a repeated element
   *     the first one counts
   * @return empty when there is no such field, it holds fields of its own, or the context cannot be
   *     read
   */
  public Optional<String> text(EventContext context, String path) {
    try {
      Element at = trees.read(context);
      String[] names = path.split("\\.");
      for (int step = 0; step < names.length - 1; step++) {
        Element child = child(at, names[step]);
        if (child == null) {
          return Optional.empty();
        }
        at = child;
      }
      return text(at, names[names.length - 1]);
    } catch (ContextTree.UnreadableContext _) {
      return Optional.empty(); // rendering says what is wrong with it
    }
  }

  private static Optional<String> text(Element parent, String name) {
    boolean attribute = name.startsWith("@");
    String plain = attribute ? name.substring(1) : name;
    Element child = child(parent, plain);
    if (child != null && !attribute) {
      return holdsFields(child) ? Optional.empty() : Optional.of(child.getTextContent());
    }
    if (parent.hasAttribute(plain)) {
      return Optional.of(parent.getAttribute(plain));
    }
    return child == null || holdsFields(child)
        ? Optional.empty()
        : Optional.of(child.getTextContent());
  }

  private static boolean holdsFields(Element element) {
    return element.getFirstChild() instanceof Element;
  }

  private static @Nullable Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getNodeName())) {
        return element;
      }
    }
    return null;
  }
}
