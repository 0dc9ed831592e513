package io.herald.message.template;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.Undefined;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.ScriptNode;
import org.mozilla.javascript.xml.XMLObject;
import org.mozilla.javascript.xmlimpl.XMLLibImpl;
import org.w3c.dom.Element;

/**
 * Reads the paths that are only printed, such as {@code ctx.client.firstname}, straight from the
 * event's tree. The engine makes a list and some objects for every step of such a path; most of
 * what a mail prints is one, so this halves the cost of a message. What it gives is what printing
 * the engine's value would print.
 */
final class PrintedPaths {
  private static final int MAX_STEPS = 12;

  private PrintedPaths() {}

  /** Puts a call of {@code __path} in the place of each path that is printed. */
  static void insert(ScriptNode script) {
    if (!hasOwnNamespace(script)) {
      replace(script);
    }
  }

  private static void replace(ScriptNode script) {
    insert((Node) script);
    for (int i = 0; i < script.getFunctionCount(); i++) {
      replace(script.getFunctionNode(i));
    }
  }

  /** {@code default xml namespace = …} changes what every name means. */
  private static boolean hasOwnNamespace(Node node) {
    if (node.getType() == Token.DEFAULTNAMESPACE) {
      return true;
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (hasOwnNamespace(child)) {
        return true;
      }
    }
    if (node instanceof ScriptNode script) {
      for (int i = 0; i < script.getFunctionCount(); i++) {
        if (hasOwnNamespace(script.getFunctionNode(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void insert(Node parent) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof FunctionNode) {
        continue;
      }
      if (isPrint(child)) {
        Node value = child.getLastChild();
        Node call = path(value);
        if (call != null) {
          child.replaceChild(value, call);
        }
      } else {
        insert(child);
      }
    }
  }

  private static boolean isPrint(Node node) {
    if (node.getType() != Token.CALL) {
      return false;
    }
    Node name = node.getFirstChild();
    return name.getType() == Token.NAME
        && (name.getString().equals(ScriptText.PRINT) || name.getString().equals(ScriptText.RAW))
        && name.getNext() != null
        && name.getNext().getNext() == node.getLastChild();
  }

  /** The call that reads a path; null when the expression is something else. */
  private static @Nullable Node path(Node expression) {
    Deque<String> steps = new ArrayDeque<>();
    Node at = expression;
    while (steps.size() < MAX_STEPS) {
      String step = step(at);
      if (step == null) {
        break;
      }
      steps.push(step);
      at = at.getType() == Token.GET_REF ? at.getFirstChild().getFirstChild() : at.getFirstChild();
    }
    if (steps.isEmpty() || at.getType() != Token.NAME) {
      return null;
    }
    Node call = new Node(Token.CALL, Node.newString(Token.NAME, ScriptText.PATH));
    call.addChildToBack(Node.newString(Token.NAME, at.getString()));
    steps.forEach(step -> call.addChildToBack(Node.newString(step)));
    return call;
  }

  private static @Nullable String step(Node node) {
    if (node.getType() == Token.GETPROP && node.getLastChild().getType() == Token.STRING) {
      return node.getLastChild().getString();
    }
    if (node.getType() == Token.GET_REF) {
      Node member = node.getFirstChild();
      boolean attribute =
          member.getType() == Token.REF_MEMBER
              && member.getIntProp(Node.MEMBER_TYPE_PROP, 0) == Node.ATTRIBUTE_FLAG
              && member.getLastChild().getType() == Token.STRING;
      return attribute ? "@" + member.getLastChild().getString() : null;
    }
    return null;
  }

  /**
   * What a path leads to, fit for printing.
   *
   * @param args where it begins, and its steps
   */
  static @Nullable Object read(Context cx, Scriptable scope, Object[] args) {
    Object at = args.length == 0 ? Undefined.instance : args[0];
    for (int i = 1; i < args.length; i++) {
      if (at instanceof XMLObject node && node.getClassName().equals("XML")) {
        Object text = text(node, args, i);
        if (text != null) {
          return text;
        }
      }
      at = property(cx, scope, at, String.valueOf(args[i]));
    }
    return at;
  }

  private static @Nullable Object property(
      Context cx, Scriptable scope, @Nullable Object owner, String name) {
    return name.startsWith("@") && owner instanceof XMLObject
        ? ScriptRuntime.refGet(
            ScriptRuntime.memberRef(owner, name.substring(1), cx, Node.ATTRIBUTE_FLAG), cx)
        : ScriptRuntime.getObjectProp(owner, name, cx, scope);
  }

  /** The text the rest of a path leads to; null when the engine must look itself. */
  private static @Nullable Object text(XMLObject root, Object[] steps, int from) {
    if (!(XMLLibImpl.toDomNode(root) instanceof Element element)) {
      return null;
    }
    for (int i = from; i < steps.length; i++) {
      String name = String.valueOf(steps[i]);
      if (name.startsWith("@")) {
        return i == steps.length - 1 ? attribute(element, name.substring(1)) : null;
      }
      Element found = null;
      for (org.w3c.dom.Node child = element.getFirstChild();
          child != null;
          child = child.getNextSibling()) {
        if (child instanceof Element candidate
            && name.equals(candidate.getLocalName())
            && candidate.getNamespaceURI() == null) {
          if (found != null) {
            // several: their texts are joined
            return null;
          }
          found = candidate;
        }
      }
      if (found == null) {
        return Undefined.instance;
      }
      element = found;
    }
    return simpleText(element);
  }

  private static @Nullable Object attribute(Element element, String name) {
    return element.hasAttributeNS(null, name)
        ? element.getAttributeNS(null, name)
        : name.equals("*") || element.getNamespaceURI() != null ? null : Undefined.instance;
  }

  /** The text of an element that holds nothing but one text, or nothing. */
  private static @Nullable String simpleText(Element element) {
    org.w3c.dom.Node child = element.getFirstChild();
    if (child == null) {
      return "";
    }
    boolean oneText =
        child.getNextSibling() == null && child.getNodeType() == org.w3c.dom.Node.TEXT_NODE;
    return oneText ? child.getNodeValue() : null;
  }
}
