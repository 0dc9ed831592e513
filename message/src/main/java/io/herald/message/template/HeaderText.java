package io.herald.message.template;

/** Text for one header line of a message. */
final class HeaderText {
  private HeaderText() {}

  /**
   * Replaces every run of line ends and other control characters by one space, and strips the ends:
   * whatever an event carries, it cannot begin a header line of its own.
   */
  static String oneLine(String text) {
    int clean = 0;
    while (clean < text.length() && !isControl(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text.strip();
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, clean);
    boolean inRun = false;
    for (int i = clean; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = isControl(c);
      if (!control) {
        out.append(c);
      } else if (!inRun) {
        out.append(' ');
      }
      inRun = control;
    }
    return out.toString().strip();
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c) || Lines.isLineEnd(c);
  }
}
