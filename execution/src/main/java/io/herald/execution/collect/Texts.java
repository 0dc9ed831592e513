package io.herald.execution.collect;

/** What has to be known of a text before it can be stored. Pure functions. */
public final class Texts {
  private Texts() {}

  /**
   * Whether the text can be stored and sent: no U+0000, which PostgreSQL cannot keep, and no half
   * of a surrogate pair, which has no UTF-8.
   */
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** How many code points the text has (DM-6). */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** How many bytes the text takes in UTF-8, without encoding it. */
  static long utf8Length(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        bytes += 2; // a pair takes four
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
