package io.herald.control.document;

/** What stands in an element of XML. */
sealed interface Node permits Element, Node.Words {
  /** Text between elements. */
  record Words(String text) implements Node {}
}
