package io.herald.message.template;

/** Text for one header line of a message. */
final class HeaderText {
  private HeaderText() {}

  /**
   * Replaces every run of line ends and other control characters by one space, and strips the ends:
   * whatever an event carries, it cannot begin a header line of its own.
   */
  static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inRun = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = Character.isISOControl(c) || Lines.isLineEnd(c);
      if (!control) {
        out.append(c);
      } else if (!inRun) {
        out.append(' ');
      }
      inRun = control;
    }
    return out.toString().strip();
  }
}
