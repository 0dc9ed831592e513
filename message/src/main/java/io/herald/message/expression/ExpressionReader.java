package io.herald.message.expression;

import java.util.Optional;

/**
 * Reads expressions: syntax first, then types. A literal is turned into what stands on the other
 * side, so that {@code @id = '8030'} and {@code @created > '2026-01-31'} mean what they say. Safe
 * for use by many threads.
 */
public final class ExpressionReader {
  /** Characters an expression may have. */
  public static final int MAX_LENGTH = 8_192;

  /** How deep parentheses, functions and signs may be nested. */
  public static final int MAX_DEPTH = 50;

  /** How many values, fields and functions an expression may hold. */
  public static final int MAX_VALUES = 500;

  private final Fields fields;
  private final MomentReader moments;
  private final Constants constants;

  /** Without constants. */
  public ExpressionReader(Fields fields, MomentReader moments) {
    this(fields, moments, Constants.NONE);
  }

  public ExpressionReader(Fields fields, MomentReader moments, Constants constants) {
    this.fields = fields;
    this.moments = moments;
    this.constants = constants;
  }

  /** Reads any expression. */
  public Reading read(String text) {
    try {
      Expression raw = new Parser(text, fields::allows).parse();
      return new Typing(fields, moments, constants).check(raw);
    } catch (Complaint complaint) {
      return complaint.reading();
    }
  }

  /** Reads one that is true or false. */
  public Reading readCondition(String text) {
    return switch (read(text)) {
      case Reading.Understood(Expression e, ValueType type) when type != ValueType.CONDITION ->
          new Reading.NotUnderstood(
              e.column(), "is " + type.shown() + "; expected a condition such as @status = 2");
      case Reading reading -> reading;
    };
  }

  /** Reads one that is a value. */
  public Reading readValue(String text) {
    return switch (read(text)) {
      case Reading.Understood(Expression e, ValueType type) when type == ValueType.CONDITION ->
          new Reading.NotUnderstood(e.column(), "is a condition; expected a value such as @id");
      case Reading reading -> reading;
    };
  }

  /** The field a text names, when it names one and nothing else. */
  public static Optional<Expression.Field> field(String text) {
    try {
      return new Parser(text, _ -> true).parse() instanceof Expression.Field field
          ? Optional.of(field)
          : Optional.empty();
    } catch (Complaint complaint) {
      return Optional.empty();
    }
  }
}
