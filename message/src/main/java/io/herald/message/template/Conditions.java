package io.herald.message.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.ScriptNode;
import org.mozilla.javascript.xml.XMLObject;

/**
 * How the conditions of blocks, variants and listings are read (TPL-36, TPL-55, TPL-56): as
 * JavaScript, except that a missing value is an empty text, and that numbers are compared as
 * numbers even where an event carries them as text. A condition of which nothing can be said, such
 * as a missing amount that should be above 100, is false.
 */
final class Conditions {
  private static final Set<Integer> COMPARISONS =
      Set.of(Token.LT, Token.LE, Token.GT, Token.GE, Token.EQ, Token.NE, Token.SHEQ, Token.SHNE);

  private static final int MAX_NUMBER = 40;

  private Conditions() {}

  /** Puts {@code __compare} in the place of the comparisons inside {@code __true( )}. */
  static void insert(ScriptNode script) {
    insert((Node) script, false);
    for (int i = 0; i < script.getFunctionCount(); i++) {
      insert(script.getFunctionNode(i));
    }
  }

  private static void insert(Node parent, boolean inCondition) {
    Node child = parent.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      if (!(child instanceof FunctionNode)) {
        insert(child, inCondition || isCondition(child));
        if (inCondition && COMPARISONS.contains(child.getType())) {
          Node left = child.getFirstChild();
          Node right = child.getLastChild();
          child.removeChild(left);
          child.removeChild(right);
          Node call = new Node(Token.CALL, Node.newString(Token.NAME, ScriptText.COMPARE));
          call.addChildToBack(Node.newNumber(child.getType()));
          call.addChildToBack(left);
          call.addChildToBack(right);
          parent.replaceChild(child, call);
        }
      }
      child = next;
    }
  }

  private static boolean isCondition(Node node) {
    Node first = node.getFirstChild();
    return node.getType() == Token.CALL
        && first.getType() == Token.NAME
        && first.getString().equals(ScriptText.TRUE);
  }

  /** Whether the value of a condition counts as true: not when it is missing, empty or 0. */
  static boolean holds(@Nullable Object value) {
    if (value instanceof CharSequence || value instanceof XMLObject) {
      String text = Values.textOrEmpty(value).strip();
      return !(text.isEmpty() || text.equals("false") || text.equals("0"));
    }
    return !Values.absent(value) && ScriptRuntime.toBoolean(value);
  }

  /** Compares two values; {@code operator} is one of the engine's tokens. */
  static boolean compare(int operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case Token.EQ, Token.SHEQ -> equal(left, right);
      case Token.NE, Token.SHNE -> !equal(left, right);
      default -> {
        String a = Values.textOrEmpty(left).strip();
        String b = Values.textOrEmpty(right).strip();
        yield !a.isEmpty()
            && !b.isEmpty()
            && switch (operator) {
              case Token.LT -> order(left, a, right, b) < 0;
              case Token.LE -> order(left, a, right, b) <= 0;
              case Token.GT -> order(left, a, right, b) > 0;
              default -> order(left, a, right, b) >= 0;
            };
      }
    };
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    String a = Values.textOrEmpty(left);
    String b = Values.textOrEmpty(right);
    if (left instanceof Number || right instanceof Number) {
      Double x = number(a);
      Double y = number(b);
      return x != null && x.equals(y);
    }
    return a.equals(b);
  }

  /** By number when both are numbers, by date when both are dates, else by letters. */
  static int order(@Nullable Object left, String a, @Nullable Object right, String b) {
    Double x = numeric(left, a);
    Double y = numeric(right, b);
    if (x != null && y != null) {
      return Double.compare(x, y);
    }
    // numbers before words, so that lists of both have one order
    return x == null && y == null ? a.compareTo(b) : x != null ? -1 : 1;
  }

  private static @Nullable Double numeric(@Nullable Object value, String text) {
    return value instanceof Scriptable date && Values.isDate(date)
        ? (Double) ScriptRuntime.toNumber(date.getDefaultValue(ScriptRuntime.NumberClass))
        : number(text);
  }

  private static @Nullable Double number(String text) {
    String digits = text.strip();
    if (digits.isEmpty()
        || digits.length() > MAX_NUMBER
        || !digits.matches("[+-]?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?")) {
      return null;
    }
    // 0.0 and -0.0 are the same number
    return Double.parseDouble(digits) + 0.0;
  }
}
