package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * One element of an event's context (TPL-33), in as few objects as it takes: most of a context is
 * read once or never. Built by one thread, then only read.
 *
 * <p>Text between child elements belongs to the element behind it, text behind the last one to the
 * parent, so that text needs no objects of its own.
 */
final class ContextElement {
  private final String name;
  private @Nullable ContextElement firstChild;
  private @Nullable ContextElement lastChild;
  private @Nullable ContextElement next;
  private @Nullable Attribute attributes;
  private @Nullable String textBefore;
  private @Nullable String lastText;
  private int size;

  /**
   * An attribute.
   *
   * @param earlier the one that was set before; one of the same name counts no more
   */
  record Attribute(String name, String value, @Nullable Attribute earlier) {}

  ContextElement(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Adds an element behind all others; text that was added since the last one stays before it. */
  ContextElement addChild(String childName) {
    ContextElement child = new ContextElement(childName);
    child.textBefore = lastText;
    lastText = null;
    if (lastChild == null) {
      firstChild = child;
    } else {
      lastChild.next = child;
    }
    lastChild = child;
    size++;
    return child;
  }

  /** Adds text behind the last child; at most once for each child. */
  void addText(String text) {
    lastText = text;
  }

  /** Sets an attribute, also one that was set before. */
  void setAttribute(String attribute, String value) {
    attributes = new Attribute(attribute, value, attributes);
    size++;
  }

  /** How many children and attributes were added. */
  int size() {
    return size;
  }

  boolean hasChildren() {
    return firstChild != null;
  }

  /** Whether there are neither children nor text. */
  boolean isEmpty() {
    return firstChild == null && lastText == null;
  }

  @Nullable ContextElement firstChild() {
    return firstChild;
  }

  /** The element behind this one. */
  @Nullable ContextElement next() {
    return next;
  }

  /** The first child of a name. */
  @Nullable ContextElement child(String wanted) {
    return named(firstChild, wanted);
  }

  /** The next element of the same name. */
  @Nullable ContextElement namesake() {
    return named(next, name);
  }

  private static @Nullable ContextElement named(@Nullable ContextElement from, String wanted) {
    ContextElement at = from;
    while (at != null && !at.name.equals(wanted)) {
      at = at.next;
    }
    return at;
  }

  /** The attribute that was set last, from which the others can be reached. */
  @Nullable Attribute lastAttribute() {
    return attributes;
  }

  /** The value of an attribute; null when there is none. */
  @Nullable String attribute(String wanted) {
    for (Attribute at = attributes; at != null; at = at.earlier) {
      if (at.name.equals(wanted)) {
        return at.value;
      }
    }
    return null;
  }

  /** Text between the element before this one, or the parent's start, and this one. */
  @Nullable String textBefore() {
    return textBefore;
  }

  /** Text behind the last child; all text of an element without children. */
  @Nullable String lastText() {
    return lastText;
  }
}
