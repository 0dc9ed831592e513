package io.herald.message.expression;

import io.herald.message.expression.Expression.Operation;
import io.herald.message.expression.Function.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives every node its type and turns literals into what the other side needs. Recursion is as deep
 * as the parser allowed. Safe for use by many threads.
 */
final class Typing {
  private final Fields fields;
  private final MomentReader moments;

  Typing(Fields fields, MomentReader moments) {
    this.fields = fields;
    this.moments = moments;
  }

  /** A node with its type. */
  private record Typed(Expression node, ValueType type) {}

  Reading.Understood check(Expression expression) {
    Typed typed = typed(expression);
    return new Reading.Understood(typed.node(), typed.type());
  }

  private Typed typed(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> new Typed(text, ValueType.TEXT);
      case Expression.Numeral numeral -> new Typed(numeral, ValueType.NUMBER);
      case Expression.Moment moment -> new Typed(moment, ValueType.MOMENT);
      case Expression.Constant constant ->
          throw new Complaint(
              constant.column(), "constant '" + constant.name() + "' is not known here");
      case Expression.Field field -> new Typed(field, typeOf(field));
      case Expression.Call call -> call(call);
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negative(Expression value, int column) -> negative(value, column);
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Like(Expression value, Expression pattern, boolean negated, int column) ->
          condition(
              new Expression.Like(
                  as(typed(value), ValueType.TEXT),
                  as(typed(pattern), ValueType.TEXT),
                  negated,
                  column));
      case Expression.In in -> in(in);
      case Expression.IsNull(Expression value, boolean negated, int column) ->
          condition(new Expression.IsNull(value(value).node(), negated, column));
      case Expression.All(List<Expression> conditions, int column) ->
          condition(new Expression.All(conditions(conditions), column));
      case Expression.Any(List<Expression> conditions, int column) ->
          condition(new Expression.Any(conditions(conditions), column));
      case Expression.Not(Expression inner, int column) ->
          condition(new Expression.Not(as(typed(inner), ValueType.CONDITION), column));
    };
  }

  private static Typed condition(Expression node) {
    return new Typed(node, ValueType.CONDITION);
  }

  private List<Expression> conditions(List<Expression> all) {
    return all.stream().map(one -> as(typed(one), ValueType.CONDITION)).toList();
  }

  private ValueType typeOf(Expression.Field field) {
    return fields
        .typeOf(field)
        .orElseThrow(
            () ->
                new Complaint(
                    field.column(),
                    (field.attribute() ? "attribute '" : "element '")
                        + field.path()
                        + "' is not known; known: "
                        + fields.known()));
  }

  /** A minus in front of a number belongs to the number. */
  private Typed negative(Expression value, int column) {
    Expression inner = as(typed(value), ValueType.NUMBER);
    return new Typed(
        inner instanceof Expression.Numeral(BigDecimal number, int _)
            ? new Expression.Numeral(number.negate(), column)
            : new Expression.Negative(inner, column),
        ValueType.NUMBER);
  }

  private Typed arithmetic(Expression.Arithmetic arithmetic) {
    Typed left = value(arithmetic.left());
    Typed right = value(arithmetic.right());
    Operation operation = arithmetic.operation();
    ValueType type = left.type();
    ValueType rightType =
        switch (left.type()) {
          case NUMBER -> ValueType.NUMBER;
          // a date and time moves by days
          case MOMENT -> operation == Operation.TIMES ? ValueType.MOMENT : ValueType.NUMBER;
          case TEXT, CONDITION -> ValueType.TEXT;
        };
    boolean meaningless =
        operation != Operation.PLUS && type == ValueType.TEXT
            || operation == Operation.TIMES && type == ValueType.MOMENT;
    if (meaningless) {
      throw new Complaint(
          arithmetic.column(), "is " + type.shown() + ", which knows no " + operation.sign());
    }
    return new Typed(
        new Expression.Arithmetic(
            operation, left.node(), as(right, rightType), arithmetic.column()),
        type);
  }

  private Typed comparison(Expression.Comparison comparison) {
    Typed left = value(comparison.left());
    Typed right = value(comparison.right());
    Expression leftNode = left.node();
    Expression rightNode = right.node();
    if (left.type() != right.type()) {
      // what is written down gives way to what is stored
      if (isLiteral(leftNode)) {
        leftNode = as(left, right.type());
      } else {
        rightNode = as(right, left.type());
      }
    }
    return condition(
        new Expression.Comparison(comparison.relation(), leftNode, rightNode, comparison.column()));
  }

  private Typed in(Expression.In in) {
    Typed value = value(in.value());
    List<Expression> list = in.list().stream().map(one -> as(typed(one), value.type())).toList();
    return condition(new Expression.In(value.node(), list, in.negated(), in.column()));
  }

  private Typed call(Expression.Call call) {
    Function function = call.function();
    if (call.arguments().size() != function.parameters().size()) {
      throw new Complaint(
          call.column(),
          function.label()
              + " takes "
              + function.parameters().size()
              + " argument(s), not "
              + call.arguments().size());
    }
    List<Typed> given = call.arguments().stream().map(this::typed).toList();
    List<Expression> arguments = new ArrayList<>();
    ValueType any = anyType(function, given);
    for (int i = 0; i < given.size(); i++) {
      arguments.add(argument(given.get(i), function.parameters().get(i), any));
    }
    if (function == Function.TO_DATE_TIME
        && arguments.getFirst() instanceof Expression.Text(String text, int column)) {
      return new Typed(moment(text, column), ValueType.MOMENT);
    }
    ValueType result =
        switch (function.result()) {
          case TEXT, TEXT_OR_NUMBER -> ValueType.TEXT;
          case NUMBER -> ValueType.NUMBER;
          case MOMENT -> ValueType.MOMENT;
          case CONDITION -> ValueType.CONDITION;
          case ANY -> any;
        };
    return new Typed(new Expression.Call(function, arguments, call.column()), result);
  }

  /** The one type of all arguments that may be anything. */
  private static ValueType anyType(Function function, List<Typed> given) {
    for (int i = 0; i < given.size(); i++) {
      if (function.parameters().get(i) == Kind.ANY && given.get(i).type() != ValueType.CONDITION) {
        return given.get(i).type();
      }
    }
    return ValueType.TEXT;
  }

  private Expression argument(Typed given, Kind wanted, ValueType any) {
    return switch (wanted) {
      case TEXT -> as(given, ValueType.TEXT);
      case NUMBER -> as(given, ValueType.NUMBER);
      case MOMENT -> as(given, ValueType.MOMENT);
      case CONDITION -> as(given, ValueType.CONDITION);
      case TEXT_OR_NUMBER ->
          given.type() == ValueType.NUMBER ? given.node() : as(given, ValueType.TEXT);
      case ANY -> as(given, any);
    };
  }

  private Typed value(Expression expression) {
    Typed typed = typed(expression);
    if (typed.type() == ValueType.CONDITION) {
      throw new Complaint(expression.column(), "is a condition; expected a value");
    }
    return typed;
  }

  private static boolean isLiteral(Expression node) {
    return node instanceof Expression.Text || node instanceof Expression.Numeral;
  }

  private Expression as(Typed typed, ValueType wanted) {
    if (typed.type() == wanted) {
      return typed.node();
    }
    return bend(typed, wanted)
        .orElseThrow(
            () ->
                new Complaint(
                    typed.node().column(),
                    "is " + typed.type().shown() + "; expected " + wanted.shown()));
  }

  /** A literal as a value of another type, when it can be read as one. */
  private Optional<Expression> bend(Typed typed, ValueType wanted) {
    if (typed.node() instanceof Expression.Text(String text, int column)) {
      return switch (wanted) {
        case NUMBER ->
            text.strip().matches("-?\\d{1,20}(\\.\\d{1,20})?")
                ? Optional.of(new Expression.Numeral(new BigDecimal(text.strip()), column))
                : Optional.empty();
        case MOMENT -> Optional.of(moment(text, column));
        case TEXT, CONDITION -> Optional.empty();
      };
    }
    if (typed.node() instanceof Expression.Numeral(BigDecimal number, int column)
        && wanted == ValueType.TEXT) {
      return Optional.of(new Expression.Text(number.toPlainString(), column));
    }
    return Optional.empty();
  }

  private Expression.Moment moment(String text, int column) {
    return moments
        .read(text)
        .map(instant -> new Expression.Moment(instant, column))
        .orElseThrow(
            () ->
                new Complaint(
                    column, "is not an ISO 8601 date and time such as 2026-01-31T10:00:00.000Z"));
  }
}
