package io.herald.message.template;

/**
 * What a value looks like, for the reason of a failure: {@code 12,50 €} has the form {@code 99,99
 * €}. The value itself may be personal, and reasons travel further than events do.
 */
final class ValueForm {
  private static final int LONGEST = 24;

  private ValueForm() {}

  /** Letters become {@code x}, digits {@code 9}; cut when it is long. */
  static String of(String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      return "nothing";
    }
    StringBuilder form = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'x' : c)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(form::appendCodePoint);
    return text.codePointCount(0, text.length()) > LONGEST ? form + "…" : form.toString();
  }
}
