package io.herald.message.expression;

import io.herald.message.expression.Expression.Operation;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a tree as text that reads as the same tree, with no more parentheses than that takes.
 * Texts are repeated, so what it gives may hold personal data. For one tree, by one thread.
 */
public final class ExpressionWriter {
  /** How closely a node binds: the closest last, as in the parser's grammar. */
  private enum Binding {
    ANY,
    ALL,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    FACTOR
  }

  private final StringBuilder out = new StringBuilder();

  private ExpressionWriter() {}

  /** The text of a tree. */
  public static String write(Expression expression) {
    ExpressionWriter writer = new ExpressionWriter();
    writer.whole(expression);
    return writer.out.toString();
  }

  /** In parentheses where a node binds less closely than its place takes. */
  private void inside(Expression expression, Binding place) {
    if (binding(expression).compareTo(place) < 0) {
      out.append('(');
      whole(expression);
      out.append(')');
    } else {
      whole(expression);
    }
  }

  private static Binding binding(Expression expression) {
    return switch (expression) {
      case Expression.Any _ -> Binding.ANY;
      case Expression.All _ -> Binding.ALL;
      case Expression.Not _ -> Binding.NOT;
      case Expression.Comparison _, Expression.Like _, Expression.In _, Expression.IsNull _ ->
          Binding.COMPARISON;
      case Expression.Arithmetic arithmetic ->
          arithmetic.operation() == Operation.TIMES ? Binding.PRODUCT : Binding.SUM;
      case Expression.Text _,
          Expression.Numeral _,
          Expression.Moment _,
          Expression.Constant _,
          Expression.Field _,
          Expression.Call _,
          Expression.Negative _ ->
          Binding.FACTOR;
    };
  }

  private void whole(Expression expression) {
    switch (expression) {
      case Expression.Text(String value, int _) -> text(value);
      case Expression.Numeral numeral -> out.append(numeral.value().toPlainString());
      case Expression.Moment moment -> out.append('#').append(moment.value()).append('#');
      case Expression.Constant constant -> out.append("$(").append(constant.name()).append(')');
      case Expression.Field field -> field(field);
      case Expression.Call(Function function, List<Expression> arguments, int _) -> {
        out.append(function.label()).append('(');
        if (function == Function.CASE) {
          branches(arguments);
        } else {
          list(arguments, ", ", Binding.ANY);
        }
        out.append(')');
      }
      case Expression.Arithmetic(Operation operation, Expression left, Expression right, int _) -> {
        Binding own = binding(expression);
        inside(left, own);
        out.append(' ').append(operation.sign()).append(' ');
        inside(right, own == Binding.SUM ? Binding.PRODUCT : Binding.FACTOR);
      }
      case Expression.Negative(Expression value, int _) -> {
        out.append("-");
        inside(value, Binding.FACTOR);
      }
      case Expression.Comparison comparison -> {
        inside(comparison.left(), Binding.SUM);
        out.append(' ').append(comparison.relation().sign()).append(' ');
        inside(comparison.right(), Binding.SUM);
      }
      case Expression.Like(Expression value, Expression pattern, boolean negated, int _) -> {
        inside(value, Binding.SUM);
        out.append(negated ? " NOT LIKE " : " LIKE ");
        inside(pattern, Binding.SUM);
      }
      case Expression.In(Expression value, List<Expression> list, boolean negated, int _) -> {
        inside(value, Binding.SUM);
        out.append(negated ? " NOT IN (" : " IN (");
        list(list, ", ", Binding.SUM);
        out.append(')');
      }
      case Expression.IsNull(Expression value, boolean negated, int _) -> {
        inside(value, Binding.SUM);
        out.append(negated ? " IS NOT NULL" : " IS NULL");
      }
      case Expression.All all -> list(all.conditions(), " AND ", Binding.NOT);
      case Expression.Any any -> list(any.conditions(), " OR ", Binding.ALL);
      case Expression.Not(Expression condition, int _) -> {
        out.append("NOT ");
        inside(condition, Binding.NOT);
      }
    }
  }

  private void list(List<Expression> all, String separator, Binding place) {
    String before = "";
    for (Expression one : all) {
      out.append(before);
      inside(one, place);
      before = separator;
    }
  }

  private void branches(List<Expression> arguments) {
    Iterator<Expression> rest = arguments.iterator();
    String before = "";
    while (rest.hasNext()) {
      Expression first = rest.next();
      out.append(before).append(rest.hasNext() ? "When(" : "Else(");
      whole(first);
      if (rest.hasNext()) {
        out.append(", ");
        whole(rest.next());
      }
      out.append(')');
      before = ", ";
    }
  }

  private void field(Expression.Field field) {
    if (field.links().isEmpty() && field.attribute()) {
      out.append(field.path());
    } else {
      out.append('[').append(field.path()).append(']');
    }
  }

  private void text(String value) {
    out.append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\'' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('\'');
  }
}
