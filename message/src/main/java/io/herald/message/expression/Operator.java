package io.herald.message.expression;

/**
 * The operators of the language (TPL-45), from those that bind least to those that bind most; words
 * in any letter case. The guide's page is made from this table, and every example, computed over
 * what {@link Function} says, is a test.
 */
public enum Operator {
  OR("a or b", "at least one is true", "@amount > 500 or @city is not empty", "false"),
  AND("a and b", "both are true", "@amount > 100 and @city is empty", "true"),
  EXCEPT(
      "a except b",
      "the first is true and the second is not: the same as a and not b",
      "@amount > 100 except @email contains 'example'",
      "false"),
  NOT("not a", "the condition is not true", "not @amount = 120", "false"),
  EQUAL("a = b", "they are the same; also ==", "@amount = 120", "true"),
  DIFFERENT("a <> b", "they differ; also != and \u2260", "@amount <> 120", "false"),
  GREATER("a > b", "the first is greater; of dates: later", "@amount > 100", "true"),
  GREATER_OR_EQUAL(
      "a >= b",
      "the first is greater, or they are the same; also \u2265",
      "@amount >= 120",
      "true"),
  LESS("a < b", "the first is less; of dates: earlier", "@created < GetDate()", "true"),
  LESS_OR_EQUAL(
      "a <= b", "the first is less, or they are the same; also \u2264", "@amount <= 100", "false"),
  STARTS_WITH(
      "a starts with b", "the text starts so; also not", "@email starts with 'ada'", "true"),
  CONTAINS("a contains b", "the part is in the text; also not", "@email contains '@'", "true"),
  LIKE(
      "a like b",
      "the text fits: % stands for any text, _ for one character; also not",
      "@email like '%@example._om'",
      "true"),
  IN("a in (b, c)", "it is one of these; also not", "@amount in (100, 110, 120)", "true"),
  IS_EMPTY(
      "a is empty",
      "it is not there, or an empty text; also is not empty, is null, is not null",
      "@city is empty",
      "true"),
  PLUS(
      "a + b",
      "the sum; texts one behind the other; a date so many days later",
      "'Hello ' + @email",
      "Hello ada@example.com"),
  MINUS(
      "a - b",
      "the difference; a date so many days earlier",
      "GetDate() - 1",
      "2026-01-30T10:00:00Z"),
  TIMES("a * b", "the product", "@amount * 2", "240"),
  NEGATIVE("-a", "with the other sign", "-@amount", "-120"),
  PARENTHESES("( )", "what is inside counts first", "2 * (@amount + 1)", "242");

  private final String written;
  private final String purpose;
  private final String example;
  private final String result;

  Operator(String written, String purpose, String example, String result) {
    this.written = written;
    this.purpose = purpose;
    this.example = example;
    this.result = result;
  }

  /** How it is written. */
  public String written() {
    return written;
  }

  /** What it means, in a few words. */
  public String purpose() {
    return purpose;
  }

  /** A use of it; computes to {@link #result}. */
  public String example() {
    return example;
  }

  /** What the example comes to. */
  public String result() {
    return result;
  }
}
