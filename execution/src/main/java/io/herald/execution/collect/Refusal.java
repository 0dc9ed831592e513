package io.herald.execution.collect;

/**
 * Why an event is not acceptable.
 *
 * @param field the field as the specification names it, for example {@code email}
 * @param message what is wrong and what is expected, to be read after the field's name; never
 *     repeats the caller's data
 */
public record Refusal(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
