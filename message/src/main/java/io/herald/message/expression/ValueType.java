package io.herald.message.expression;

/** What a value is. */
public enum ValueType {
  TEXT("text"),
  NUMBER("a number"),
  MOMENT("a date and time"),
  CONDITION("a condition");

  private final String shown;

  ValueType(String shown) {
    this.shown = shown;
  }

  /** For messages, to be read after "is" or "expects". */
  public String shown() {
    return shown;
  }
}
