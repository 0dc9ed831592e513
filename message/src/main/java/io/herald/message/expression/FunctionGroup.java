package io.herald.message.expression;

/** Headings under which functions are documented. */
public enum FunctionGroup {
  CHOICES("Choices"),
  TEXTS("Texts"),
  CONVERSIONS("Conversions"),
  DATES("Dates"),
  NUMBERS("Numbers"),
  SECRETS("Digests, identifiers and ciphers"),
  AGGREGATES("Over a collection");

  private final String heading;

  FunctionGroup(String heading) {
    this.heading = heading;
  }

  /** As documented. */
  public String heading() {
    return heading;
  }
}
