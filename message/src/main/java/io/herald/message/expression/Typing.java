package io.herald.message.expression;

import io.herald.message.expression.Expression.Operation;
import io.herald.message.expression.Signature.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives every node its type and turns literals into what the other side needs. Recursion is as deep
 * as the parser allowed. For one thread, once.
 */
final class Typing {
  private final Fields fields;
  private final MomentReader moments;
  private final Constants constants;

  /** The aggregate whose argument is being looked at. */
  private @Nullable Function aggregate;

  /** The collection this aggregate's fields lie in, as far as it is known. */
  private List<String> collection = List.of();

  Typing(Fields fields, MomentReader moments, Constants constants) {
    this.fields = fields;
    this.moments = moments;
    this.constants = constants;
  }

  /** A node with its type. */
  private record Typed(Expression node, ValueType type) {
    boolean isLiteral() {
      return node instanceof Expression.Text || node instanceof Expression.Numeral;
    }
  }

  Reading.Understood check(Expression expression) {
    Typed typed = typed(expression);
    return new Reading.Understood(typed.node(), typed.type());
  }

  private Typed typed(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> new Typed(text, ValueType.TEXT);
      case Expression.Numeral numeral -> new Typed(numeral, ValueType.NUMBER);
      case Expression.Moment moment -> new Typed(moment, ValueType.MOMENT);
      case Expression.Constant constant -> new Typed(constant, typeOf(constant));
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

  private ValueType typeOf(Expression.Constant constant) {
    return constants
        .typeOf(constant.name())
        .orElseThrow(
            () ->
                new Complaint(
                    constant.column(), "constant '" + constant.name() + "' is not known here"));
  }

  private ValueType typeOf(Expression.Field field) {
    ValueType type = fields.typeOf(field).orElseThrow(() -> unknown(field));
    List<String> lies = fields.collectionOf(field);
    if (!lies.isEmpty()) {
      if (aggregate == null) {
        throw new Complaint(
            field.column(),
            "there are many '" + field.path() + "'; expected inside " + aggregates());
      }
      if (!collection.isEmpty() && !collection.equals(lies)) {
        throw new Complaint(
            field.column(),
            "lies in '"
                + String.join("/", lies)
                + "'; expected a field of '"
                + String.join("/", collection)
                + "', as before");
      }
      collection = lies;
    }
    return type;
  }

  private Complaint unknown(Expression.Field field) {
    String kind = field.attribute() ? "attribute '" : "element '";
    String near =
        Nearest.to(field.path(), List.of(fields.known().split(", ")))
            .map(name -> "did you mean " + name + "? ")
            .orElse("");
    return new Complaint(
        field.column(),
        kind + field.path() + "' is not known; " + near + "known: " + fields.known());
  }

  private static String aggregates() {
    return String.join(", ", Function.names(Function::isAggregate));
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
      if (left.isLiteral()) {
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
    Signature signature = function.signature();
    int count = call.arguments().size();
    if (count < signature.least() || count > signature.most()) {
      throw new Complaint(
          call.column(), function.label() + " takes " + signature.arity() + ", not " + count);
    }
    return switch (function) {
      case CASE -> choice(call);
      case DECODE -> decode(call);
      case COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX -> aggregate(call);
      default -> plain(call);
    };
  }

  private Typed plain(Expression.Call call) {
    Signature signature = call.function().signature();
    List<Typed> given = call.arguments().stream().map(this::typed).toList();
    List<Typed> alike = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (signature.kind(i) == Kind.ANY || signature.kind(i) == Kind.TEXT_OR_NUMBER) {
        alike.add(given.get(i));
      }
    }
    ValueType any = common(alike);
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      arguments.add(argument(given.get(i), signature.kind(i), any));
    }
    if (call.function() == Function.TO_DATE_TIME
        && arguments.getFirst() instanceof Expression.Text(String text, int column)) {
      return new Typed(moment(text, column), ValueType.MOMENT);
    }
    if (call.function() == Function.NO_NULL) {
      arguments.add(empty(any, call.column()));
      return new Typed(new Expression.Call(Function.COALESCE, arguments, call.column()), any);
    }
    ValueType result =
        switch (signature.result()) {
          case TEXT -> ValueType.TEXT;
          case NUMBER -> ValueType.NUMBER;
          case MOMENT -> ValueType.MOMENT;
          case CONDITION -> ValueType.CONDITION;
          case ANY, TEXT_OR_NUMBER, TEXT_OR_MOMENT -> any;
        };
    return new Typed(new Expression.Call(call.function(), arguments, call.column()), result);
  }

  private static Expression empty(ValueType type, int column) {
    return type == ValueType.NUMBER
        ? new Expression.Numeral(BigDecimal.ZERO, column)
        : new Expression.Text("", column);
  }

  /** What runs over a collection has exactly one, and no other inside. */
  private Typed aggregate(Expression.Call call) {
    String label = call.function().label();
    if (aggregate != null) {
      throw new Complaint(
          call.column(), label + " inside " + aggregate.label() + " has no meaning");
    }
    aggregate = call.function();
    Typed typed = plain(call);
    if (collection.isEmpty()) {
      throw new Complaint(
          call.column(), label + " expects a field of a collection, such as [items/@price]");
    }
    aggregate = null;
    collection = List.of();
    return typed;
  }

  /** Conditions at the even places, each with its value behind it; at the end what else. */
  private Typed choice(Expression.Call call) {
    List<Typed> given = call.arguments().stream().map(this::typed).toList();
    List<Typed> values = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (i % 2 == 1 || i == given.size() - 1) {
        values.add(given.get(i));
      }
    }
    ValueType any = common(values);
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      boolean value = i % 2 == 1 || i == given.size() - 1;
      arguments.add(as(given.get(i), value ? any : ValueType.CONDITION));
    }
    return new Typed(new Expression.Call(Function.CASE, arguments, call.column()), any);
  }

  /** The value, then keys like it, each with its result behind it; at the end what else. */
  private Typed decode(Expression.Call call) {
    List<Typed> given = call.arguments().stream().map(this::typed).toList();
    List<Typed> keys = new ArrayList<>();
    List<Typed> results = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      boolean result = i > 0 && (i % 2 == 0 || i == given.size() - 1);
      (result ? results : keys).add(given.get(i));
    }
    ValueType key = common(keys);
    ValueType any = common(results);
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      boolean result = i > 0 && (i % 2 == 0 || i == given.size() - 1);
      arguments.add(as(given.get(i), result ? any : key));
    }
    return new Typed(new Expression.Call(Function.DECODE, arguments, call.column()), any);
  }

  /** The one type of all of them: what is written down gives way to what is stored. */
  private static ValueType common(List<Typed> alike) {
    return alike.stream()
        .filter(typed -> typed.type() != ValueType.CONDITION)
        .min(Comparator.comparing(Typed::isLiteral))
        .map(Typed::type)
        .orElse(ValueType.TEXT);
  }

  private Expression argument(Typed given, Kind wanted, ValueType any) {
    return switch (wanted) {
      case TEXT -> as(given, ValueType.TEXT);
      case NUMBER -> as(given, ValueType.NUMBER);
      case MOMENT -> as(given, ValueType.MOMENT);
      case CONDITION -> as(given, ValueType.CONDITION);
      case TEXT_OR_NUMBER -> {
        if (given.type() != ValueType.NUMBER && given.type() != ValueType.TEXT) {
          throw new Complaint(
              given.node().column(), "is " + given.type().shown() + "; expected text or a number");
        }
        yield given.node();
      }
      case TEXT_OR_MOMENT ->
          given.isLiteral() || given.type() == ValueType.MOMENT
              ? as(given, ValueType.MOMENT)
              : as(given, ValueType.TEXT);
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
