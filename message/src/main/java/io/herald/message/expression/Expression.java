package io.herald.message.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A node of an expression. Immutable; each knows the column it begins at, counted from 1. */
public sealed interface Expression {
  /** Where it begins in the text, counted from 1. */
  int column();

  /** {@code 'text'}. */
  record Text(String value, int column) implements Expression {}

  /** {@code 12} or {@code 1.5}. */
  record Numeral(BigDecimal value, int column) implements Expression {}

  /** {@code #2026-01-31T10:00:00Z#}, or a text where a date and time is needed. */
  record Moment(Instant value, int column) implements Expression {}

  /** {@code $(name)}. */
  record Constant(String name, int column) implements Expression {}

  /**
   * {@code @name}, {@code [link/@name]}, {@code link/element}.
   *
   * @param links the elements on the way, outermost first
   * @param attribute whether its name is that of an attribute, written with {@code @}
   */
  record Field(List<String> links, String name, boolean attribute, int column)
      implements Expression {
    public Field {
      links = List.copyOf(links);
    }

    /** As written without brackets, for example {@code event/@type}. */
    public String path() {
      String last = attribute ? "@" + name : name;
      return links.isEmpty() ? last : String.join("/", links) + "/" + last;
    }
  }

  /** {@code Lower(@email)}. */
  record Call(Function function, List<Expression> arguments, int column) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code a + b}: numbers; texts with plus; a date and time with a number of days. */
  record Arithmetic(Operation operation, Expression left, Expression right, int column)
      implements Expression {}

  /** {@code -a}. */
  record Negative(Expression value, int column) implements Expression {}

  /** {@code a = b}. */
  record Comparison(Relation relation, Expression left, Expression right, int column)
      implements Expression {}

  /** {@code a LIKE 'x%'}; {@code %} stands for any text, {@code _} for one character. */
  record Like(Expression value, Expression pattern, boolean negated, int column)
      implements Expression {}

  /** {@code a IN (b, c)}. */
  record In(Expression value, List<Expression> list, boolean negated, int column)
      implements Expression {
    public In {
      list = List.copyOf(list);
    }
  }

  /** {@code a IS NULL}. */
  record IsNull(Expression value, boolean negated, int column) implements Expression {}

  /** {@code a AND b AND c}: two or more. */
  record All(List<Expression> conditions, int column) implements Expression {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** {@code a OR b OR c}: two or more. */
  record Any(List<Expression> conditions, int column) implements Expression {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** {@code NOT a}. */
  record Not(Expression condition, int column) implements Expression {}

  /** How two numbers become one. */
  enum Operation {
    PLUS('+'),
    MINUS('-'),
    TIMES('*');

    private final char sign;

    Operation(char sign) {
      this.sign = sign;
    }

    /** As written. */
    public char sign() {
      return sign;
    }
  }

  /** How two values compare. */
  enum Relation {
    EQUAL("="),
    DIFFERENT("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As written. */
    public String sign() {
      return sign;
    }

    /** The relation that says the same with its sides exchanged. */
    public Relation mirrored() {
      return switch (this) {
        case EQUAL, DIFFERENT -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }
}
