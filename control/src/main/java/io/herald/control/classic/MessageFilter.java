package io.herald.control.classic;

import io.herald.control.design.Saved;
import io.herald.control.design.TemplateHeading;
import io.herald.message.expression.Conditions;
import io.herald.message.expression.Expression;
import io.herald.message.expression.ExpressionReader;
import io.herald.message.expression.Fields;
import io.herald.message.expression.Reading;
import io.herald.message.expression.ValueType;
import io.herald.platform.soap.MethodName;
import io.herald.platform.soap.SoapAnswer;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Understands which templates a caller means: conditions on {@code @id}, {@code @internalName},
 * {@code @label} and {@code @eventType} with {@code =}, {@code <>}, {@code IN}, joined by AND, OR
 * and NOT. Pure functions.
 */
final class MessageFilter {
  private static final Map<String, ValueType> FIELDS =
      Map.of(
          "@id", ValueType.NUMBER,
          "@internalName", ValueType.TEXT,
          "@label", ValueType.TEXT,
          "@eventType", ValueType.TEXT);

  private static final ExpressionReader READER =
      new ExpressionReader(
          new Fields() {
            @Override
            public Optional<ValueType> typeOf(Expression.Field field) {
              return Optional.ofNullable(FIELDS.get(field.path()));
            }

            @Override
            public String known() {
              return "@id, @internalName, @label, @eventType";
            }
          },
          text -> Optional.empty());

  private MessageFilter() {}

  /** What a filter comes to. */
  sealed interface Understanding {
    /** These are meant. */
    record Understood(Predicate<Saved<TemplateHeading>> meant) implements Understanding {}

    /** Nobody knows. */
    record Refused(SoapAnswer.Fault fault) implements Understanding {}
  }

  /** Leaves the reading; never leaves this class. */
  private static final class Unsupported extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final int column;

    Unsupported(int column) {
      super(null, null, false, false);
      this.column = column;
    }
  }

  /**
   * Understands a filter.
   *
   * @param where an element with conditions, or one with an element {@code where} that has them
   */
  static Understanding understand(MethodName name, @Nullable XmlElement where) {
    XmlElement inner = where == null ? null : where.child("where");
    List<Conditions.Condition> conditions =
        where == null ? List.of() : conditions(inner == null ? where : inner);
    if (conditions.isEmpty()) {
      return new Understanding.Refused(
          SoapAnswer.Fault.refused(
              name,
              "deliveries: expected conditions, such as <where><condition"
                  + " expr=\"@internalName='orderConfirmation'\"/></where>; without one nothing is"
                  + " meant."));
    }
    try {
      return switch (Conditions.join(conditions, READER)) {
        case Conditions.Joined.Understood(Expression expression) ->
            new Understanding.Understood(predicate(expression));
        case Conditions.Joined.NotUnderstood(int index, Reading.NotUnderstood why) ->
            new Understanding.Refused(
                SoapAnswer.Fault.notUnderstood("where/condition " + index + ", " + why));
      };
    } catch (Unsupported unsupported) {
      return new Understanding.Refused(
          SoapAnswer.Fault.notUnderstood(
              "where/condition, column "
                  + unsupported.column
                  + ": templates are chosen with =, <>, IN, AND, OR and NOT only"));
    }
  }

  private static List<Conditions.Condition> conditions(XmlElement parent) {
    return parent
        .children("condition")
        .map(
            element ->
                new Conditions.Condition(
                    element.attribute("expr").strip(),
                    element.attribute("boolOperator").strip(),
                    conditions(element)))
        .toList();
  }

  private static Predicate<Saved<TemplateHeading>> predicate(Expression expression) {
    return switch (expression) {
      case Expression.Comparison(Expression.Relation relation, var left, var right, int column) -> {
        Function<Saved<TemplateHeading>, Object> one = value(left);
        Function<Saved<TemplateHeading>, Object> other = value(right);
        yield switch (relation) {
          case EQUAL -> template -> one.apply(template).equals(other.apply(template));
          case DIFFERENT -> template -> !one.apply(template).equals(other.apply(template));
          case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> throw new Unsupported(column);
        };
      }
      case Expression.In(var value, List<Expression> list, boolean negated, int _) -> {
        Function<Saved<TemplateHeading>, Object> one = value(value);
        List<Function<Saved<TemplateHeading>, Object>> others =
            list.stream().map(MessageFilter::value).toList();
        yield template ->
            negated
                != others.stream()
                    .anyMatch(other -> other.apply(template).equals(one.apply(template)));
      }
      case Expression.All(List<Expression> all, int _) ->
          all.stream().map(MessageFilter::predicate).reduce(Predicate::and).orElseThrow();
      case Expression.Any(List<Expression> any, int _) ->
          any.stream().map(MessageFilter::predicate).reduce(Predicate::or).orElseThrow();
      case Expression.Not(Expression condition, int _) -> predicate(condition).negate();
      default -> throw new Unsupported(expression.column());
    };
  }

  private static Function<Saved<TemplateHeading>, Object> value(Expression expression) {
    return switch (expression) {
      case Expression.Text(String text, int _) -> _ -> text;
      case Expression.Numeral(BigDecimal number, int _) -> {
        BigDecimal plain = number.stripTrailingZeros();
        yield _ -> plain;
      }
      case Expression.Field field ->
          template ->
              switch (field.name()) {
                case "id" -> BigDecimal.valueOf(template.id()).stripTrailingZeros();
                case "label" -> template.value().label();
                case "eventType" -> template.value().eventType();
                default -> template.value().name();
              };
      default -> throw new Unsupported(expression.column());
    };
  }
}
