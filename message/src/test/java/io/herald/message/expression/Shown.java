package io.herald.message.expression;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a tree with all its parentheses. */
final class Shown {
  private Shown() {}

  static String of(Expression e) {
    return switch (e) {
      case Expression.Text(String value, int _) -> "'" + value + "'";
      case Expression.Numeral numeral -> numeral.value().toPlainString();
      case Expression.Moment moment -> moment.value().toString();
      case Expression.Constant constant -> "$(" + constant.name() + ")";
      case Expression.Field field -> field.path();
      case Expression.Call call ->
          call.function().label() + "(" + list(call.arguments(), ",") + ")";
      case Expression.Arithmetic a ->
          "(" + of(a.left()) + " " + a.operation().sign() + " " + of(a.right()) + ")";
      case Expression.Negative negative -> "-" + of(negative.value());
      case Expression.Comparison c ->
          "(" + of(c.left()) + " " + c.relation().sign() + " " + of(c.right()) + ")";
      case Expression.Like l ->
          "(" + of(l.value()) + not(l.negated()) + " LIKE " + of(l.pattern()) + ")";
      case Expression.In in ->
          "(" + of(in.value()) + not(in.negated()) + " IN " + list(in.list(), ",") + ")";
      case Expression.IsNull n -> "(" + of(n.value()) + " IS" + not(n.negated()) + " NULL)";
      case Expression.All all -> "(" + list(all.conditions(), " AND ") + ")";
      case Expression.Any any -> "(" + list(any.conditions(), " OR ") + ")";
      case Expression.Not not -> "(NOT " + of(not.condition()) + ")";
    };
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  private static String list(List<Expression> all, String by) {
    return all.stream().map(Shown::of).collect(Collectors.joining(by));
  }
}
