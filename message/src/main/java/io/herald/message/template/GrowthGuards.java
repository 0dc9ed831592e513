package io.herald.message.template;

import java.util.Set;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.ScriptNode;

/**
 * Wraps what can make a value grow — additions, calls, constructions and assignments to properties
 * — in a call of {@code __grown}, which looks at the size of the result. Works on the engine's
 * intermediate tree, where source forms such as {@code +=} are already taken apart.
 */
final class GrowthGuards {
  private static final String GROWN = ScriptText.GROWN;

  private static final Set<Integer> GROWING =
      Set.of(
          Token.ADD,
          Token.STRING_CONCAT,
          Token.CALL,
          Token.NEW,
          Token.SETPROP,
          Token.SETPROP_OP,
          Token.SETELEM,
          Token.SETELEM_OP,
          Token.SET_REF,
          Token.SET_REF_OP);

  private GrowthGuards() {}

  static void insert(ScriptNode script) {
    insert((Node) script);
    for (int i = 0; i < script.getFunctionCount(); i++) {
      insert(script.getFunctionNode(i));
    }
  }

  private static void insert(Node parent) {
    Node child = parent.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      if (!(child instanceof FunctionNode)) {
        insert(child);
        if (grows(child)) {
          Node call = new Node(Token.CALL, Node.newString(Token.NAME, GROWN));
          parent.replaceChild(child, call);
          call.addChildToBack(child);
        }
      }
      child = next;
    }
  }

  private static boolean grows(Node node) {
    if (!GROWING.contains(node.getType())) {
      return false;
    }
    Node first = node.getFirstChild();
    if (node.getType() == Token.STRING_CONCAT) {
      return true;
    }
    if (node.getType() == Token.ADD) {
      // the sum within a += is looked at through the assignment around it
      return first.getType() != Token.USE_STACK
          && first.getType() != Token.NUMBER
          && node.getLastChild().getType() != Token.NUMBER;
    }
    boolean hook = first.getType() == Token.NAME && ScriptText.HOOKS.contains(first.getString());
    return !(node.getType() == Token.CALL && hook);
  }
}
