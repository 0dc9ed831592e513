package io.herald.platform.soap.schema;

/** Writes text into XML. Pure functions. */
public final class XmlText {
  private XmlText() {}

  /** An attribute with a leading blank. */
  public static String attribute(String name, String value) {
    return " " + name + "=\"" + escape(value) + "\"";
  }

  /** Text fit for content and attributes; what XML cannot carry becomes a question mark. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(allowed(c) ? c : '?');
              }
            });
    return out.toString();
  }

  /** XML 1.0 section 2.2. */
  private static boolean allowed(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
