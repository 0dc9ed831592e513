package io.herald.platform.http.operation;

/**
 * A JSON value exactly as its caller wrote it. It is well-formed, without repeated names, and no
 * deeper than {@link ApiJson#MAX_DEPTH}; nothing else is known about it.
 */
public record RawJson(String text) {
  /** Whether it is an object. */
  public boolean isObject() {
    return text.startsWith("{");
  }

  /**
   * Whether its texts can be stored and sent: no U+0000, which PostgreSQL cannot keep, and no half
   * of a surrogate pair, which has no UTF-8. Both can only have come in as escapes.
   */
  public boolean storable() {
    boolean lowMustFollow = false;
    for (int i = text.indexOf('\\'); i >= 0 && i < text.length(); i++) {
      boolean escape = text.charAt(i) == '\\';
      boolean unicode = escape && text.charAt(i + 1) == 'u';
      char c = unicode ? (char) Integer.parseInt(text, i + 2, i + 6, 16) : 'x';
      if (c == 0 || lowMustFollow != Character.isLowSurrogate(c)) {
        return false;
      }
      lowMustFollow = Character.isHighSurrogate(c);
      i += unicode ? 5 : escape ? 1 : 0;
    }
    return !lowMustFollow;
  }
}
