package io.herald.message.expression;

/**
 * Makes expressions computable in memory: each is compiled once and computed any number of times.
 *
 * <p>What is not there: a field of texts is then an empty text; every other is nothing, as NULL is
 * in SQL. A comparison with nothing is neither true nor false, nobody knows; {@code AND}, {@code
 * OR}, {@code NOT} and {@code IN} reckon with that in SQL's three values, and {@code IS NULL} and
 * {@code IS EMPTY} ask for it, an empty text counting as not there. Functions of nothing give
 * nothing, unless the table of functions says otherwise. Conditions are looked at from left to
 * right until it is clear what comes of them, and of a choice only the value that is chosen: what
 * cannot be computed elsewhere does no harm.
 *
 * <p>Safe for use by many threads.
 */
public final class Evaluator {
  private final Fields fields;
  private final Environment environment;

  /**
   * Over rows with these fields.
   *
   * @param environment its constants are the ones expressions were read with
   */
  public Evaluator(Fields fields, Environment environment) {
    this.fields = fields;
    this.environment = environment;
  }

  /**
   * Compiles an expression.
   *
   * @param expression read with the same fields and constants
   * @throws IllegalArgumentException when it was read with others
   */
  public Evaluation compile(Expression expression) {
    return new Evaluation(
        new Compilation(fields, environment).step(expression), environment.clock());
  }
}
