package io.herald.message.expression;

import io.herald.message.expression.Expression.Operation;
import io.herald.message.expression.Expression.Relation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the nodes of one expression into steps. What does not change from row to row is done here,
 * once. For one thread, once.
 */
final class Compilation {
  private final Fields fields;
  private final Environment environment;
  private final DateFunctions dates;
  private final FunctionCompilation functions;

  /** Where the fields of the aggregate lie that is being compiled. */
  private List<String> collection = List.of();

  Compilation(Fields fields, Environment environment) {
    this.fields = fields;
    this.environment = environment;
    this.dates = new DateFunctions(environment.zone());
    this.functions = new FunctionCompilation(this, environment, dates);
  }

  Step step(Expression expression) {
    return switch (expression) {
      case Expression.Text(String value, int _) -> Step.constant(value);
      case Expression.Numeral(BigDecimal value, int _) -> Step.constant(value);
      case Expression.Moment(Instant value, int _) -> Step.constant(value);
      case Expression.Constant constant -> Step.constant(value(constant));
      case Expression.Field field -> field(field);
      case Expression.Call call when call.function().isAggregate() -> aggregate(call);
      case Expression.Call call -> functions.step(call);
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negative(Expression value, int _) ->
          Step.one(BigDecimal.class, step(value), (number, _) -> number.negate());
      case Expression.Comparison(Relation relation, Expression left, Expression right, int _) ->
          comparison(relation, step(left), step(right));
      case Expression.Like like -> like(like);
      case Expression.In(Expression value, List<Expression> list, boolean negated, int _) ->
          in(step(value), steps(list), negated);
      case Expression.IsNull(Expression value, boolean negated, int _) -> {
        Step step = step(value);
        yield run -> Values.isThere(step.of(run)) == negated;
      }
      case Expression.All(List<Expression> conditions, int _) -> joined(steps(conditions), false);
      case Expression.Any(List<Expression> conditions, int _) -> joined(steps(conditions), true);
      case Expression.Not(Expression condition, int _) ->
          Step.one(Boolean.class, step(condition), (truth, _) -> !truth);
    };
  }

  List<Step> steps(List<Expression> expressions) {
    return expressions.stream().map(this::step).toList();
  }

  private Object value(Expression.Constant constant) {
    Object value = environment.constants().get(constant.name());
    if (value == null) {
      throw new IllegalArgumentException("constant " + constant.name() + " has no value");
    }
    return value;
  }

  private Step field(Expression.Field field) {
    ValueType type =
        fields
            .typeOf(field)
            .orElseThrow(() -> new IllegalArgumentException("no field " + field.path()));
    Place place = new Place("field", field.column(), field.path());
    MomentReader moments = environment.moments();
    List<String> lies = fields.collectionOf(field);
    if (lies.isEmpty()) {
      return run -> counted(Values.of(run.row().value(field), type, moments, place), run, place);
    }
    collection = lies;
    List<String> links = field.links().subList(lies.size(), field.links().size());
    Expression.Field inside =
        new Expression.Field(links, field.name(), field.attribute(), field.column());
    return run -> counted(Values.of(run.element().value(inside), type, moments, place), run, place);
  }

  /** Whatever is done with a text looks at it, even if only to compare: that is fast, not free. */
  private static @Nullable Object counted(@Nullable Object value, Run run, Place place) {
    if (value instanceof String text) {
      run.charge(text.length() / 8, place);
    }
    return value;
  }

  private Step aggregate(Expression.Call call) {
    Expression argument = call.arguments().getFirst();
    Step inner = step(argument);
    List<String> links = collection;
    collection = List.of();
    Place place = Place.of(call.function().label(), argument);
    return Aggregates.step(call.function(), inner, links, place);
  }

  private Step arithmetic(Expression.Arithmetic arithmetic) {
    Operation operation = arithmetic.operation();
    Step left = step(arithmetic.left());
    Step right = step(arithmetic.right());
    Place place = Place.of(String.valueOf(operation.sign()), arithmetic.right());
    Step.Two<Object, Object> function =
        (a, b, run) ->
            switch (a) {
              case BigDecimal number -> number(operation, number, (BigDecimal) b, place);
              case Instant moment -> {
                BigDecimal days = (BigDecimal) b;
                yield dates.days(
                    moment, operation == Operation.MINUS ? days.negate() : days, place);
              }
              case String text -> TextFunctions.joined(text, (String) b, run, place);
              default -> throw new IllegalStateException("no value: " + a.getClass());
            };
    return Step.two(Object.class, left, Object.class, right, function);
  }

  private static BigDecimal number(
      Operation operation, BigDecimal left, BigDecimal right, Place place) {
    BigDecimal result =
        switch (operation) {
          case PLUS -> left.add(right);
          case MINUS -> left.subtract(right);
          case TIMES -> left.multiply(right);
        };
    return Values.bounded(result, place);
  }

  private static Step comparison(Relation relation, Step left, Step right) {
    return Step.two(
        Object.class,
        left,
        Object.class,
        right,
        (a, b, _) -> {
          int order = Values.compare(a, b);
          return switch (relation) {
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
          };
        });
  }

  private Step like(Expression.Like like) {
    Place place = Place.of("LIKE", like.value());
    boolean negated = like.negated();
    return Step.two(
        String.class,
        step(like.value()),
        String.class,
        step(like.pattern()),
        (text, pattern, run) -> TextFunctions.like(text, pattern, run, place) != negated);
  }

  private static Step in(Step value, List<Step> list, boolean negated) {
    return run -> {
      Object wanted = value.of(run);
      if (wanted == null) {
        return null;
      }
      boolean known = true;
      for (Step step : list) {
        Object one = step.of(run);
        if (one == null) {
          known = false;
        } else if (Values.compare(wanted, one) == 0) {
          return !negated;
        }
      }
      return known ? negated : null;
    };
  }

  /**
   * Conditions joined by OR, where a true one decides, or by AND, where a false one does.
   *
   * @param decides which truth of one is that of all
   */
  private static Step joined(List<Step> conditions, boolean decides) {
    return run -> {
      boolean known = true;
      for (Step condition : conditions) {
        @Nullable Object truth = condition.of(run);
        if (truth == null) {
          known = false;
        } else if (truth.equals(decides)) {
          return decides;
        }
      }
      return known ? !decides : null;
    };
  }
}
