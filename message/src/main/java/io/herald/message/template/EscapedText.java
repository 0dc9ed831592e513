package io.herald.message.template;

/** Text that a template escaped itself, so that printing it does not escape it twice (TPL-37). */
record EscapedText(String text, Kind kind) implements CharSequence {
  /** What it was made fit for. */
  enum Kind {
    /** {@code & < >} and perhaps quotes are written as entities. */
    MARKUP,
    /** Everything but unreserved characters is percent-encoded. */
    URL,
    /** Finished HTML that a function made. */
    HTML
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
