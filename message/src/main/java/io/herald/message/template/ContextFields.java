package io.herald.message.template;

import io.herald.message.event.EventContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      @Nullable ContextElement at = trees.read(context);
      String[] names = path.split("\\.", -1);
      for (int step = 0; at != null && step < names.length - 1; step++) {
        at = at.child(names[step]);
      }
      return at == null ? Optional.empty() : text(at, names[names.length - 1]);
    } catch (ContextTree.UnreadableContext _) {
      return Optional.empty(); // rendering says what is wrong with it
    }
  }

  private static Optional<String> text(ContextElement parent, String name) {
    boolean attribute = name.startsWith("@");
    String plain = attribute ? name.substring(1) : name;
    ContextElement child = parent.child(plain);
    if (attribute || child == null) {
      String value = parent.attribute(plain);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return child == null || child.hasChildren()
        ? Optional.empty()
        : Optional.ofNullable(child.lastText());
  }
}
