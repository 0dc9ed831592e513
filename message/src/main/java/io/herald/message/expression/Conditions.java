package io.herald.message.expression;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions one below the other, as documents hold them, become one expression: each is joined
 * with the next by its operator; the last one's, which has no next, counts for the one before when
 * that says nothing. AND binds closer than OR, and is meant where nothing is said. Pure functions.
 */
public final class Conditions {
  private final ExpressionReader reader;
  private int index;

  private Conditions(ExpressionReader reader) {
    this.reader = reader;
  }

  /**
   * A condition: an expression, or conditions in parentheses, or both.
   *
   * @param operator how it is joined with the next one, AND or OR; empty: not said
   * @param inner joined like those outside
   */
  public record Condition(String expr, String operator, List<Condition> inner) {
    public Condition {
      inner = List.copyOf(inner);
    }
  }

  /** What reading them comes to. */
  public sealed interface Joined {
    /** They have a meaning. */
    record Understood(Expression expression) implements Joined {}

    /**
     * One of them has none.
     *
     * @param index which, counted from 1 as they begin in the document
     */
    record NotUnderstood(int index, Reading.NotUnderstood why) implements Joined {}
  }

  /** Leaves the reading; never leaves this class. */
  private static final class Failure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Joined.NotUnderstood why;

    Failure(int index, Reading.NotUnderstood why) {
      super(null, null, false, false);
      this.why = new Joined.NotUnderstood(index, why);
    }
  }

  /**
   * Reads them.
   *
   * @param conditions at least one
   */
  public static Joined join(List<Condition> conditions, ExpressionReader reader) {
    try {
      return new Joined.Understood(new Conditions(reader).joined(conditions));
    } catch (Failure failure) {
      return failure.why;
    }
  }

  private Expression joined(List<Condition> conditions) {
    List<Expression> alternatives = new ArrayList<>();
    List<Expression> together = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      together.add(one(conditions.get(i)));
      if (i + 1 == conditions.size() || joinedByOr(conditions, i)) {
        alternatives.add(all(together));
        together = new ArrayList<>();
      }
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Expression.Any(alternatives, 1);
  }

  private static Expression all(List<Expression> together) {
    return together.size() == 1 ? together.getFirst() : new Expression.All(together, 1);
  }

  private static boolean joinedByOr(List<Condition> conditions, int index) {
    String operator = conditions.get(index).operator();
    if (operator.isEmpty() && index + 2 == conditions.size()) {
      operator = conditions.get(index + 1).operator();
    }
    return operator.equalsIgnoreCase("OR");
  }

  private Expression one(Condition condition) {
    int number = ++index;
    String operator = condition.operator();
    if (!operator.isEmpty()
        && !operator.equalsIgnoreCase("AND")
        && !operator.equalsIgnoreCase("OR")) {
      throw new Failure(number, new Reading.NotUnderstood(1, "boolOperator is neither AND nor OR"));
    }
    List<Expression> parts = new ArrayList<>();
    if (!condition.expr().isEmpty() || condition.inner().isEmpty()) {
      switch (reader.readCondition(condition.expr())) {
        case Reading.Understood(Expression expression, ValueType _) -> parts.add(expression);
        case Reading.NotUnderstood why -> throw new Failure(number, why);
      }
    }
    if (!condition.inner().isEmpty()) {
      parts.add(joined(condition.inner()));
    }
    return all(parts);
  }
}
