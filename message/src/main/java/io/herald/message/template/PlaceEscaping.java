package io.herald.message.template;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes text safe inside addresses, scripts and styles (TPL-37). */
final class PlaceEscaping {
  private static final Set<String> PROTOCOLS = Set.of("http", "https", "mailto", "tel");
  private static final String KEPT_IN_LINKS = "-._~:/?#[]@!$&*+,;=";
  private static final String KEPT_IN_SCRIPTS = " -._,:@+/!?%#*;";
  private static final String KEPT_IN_STYLES = " -._,#%+";
  private static final String HEX = "0123456789ABCDEF";

  private PlaceEscaping() {}

  /** An address that a value gives from its beginning; {@code #} when its protocol is refused. */
  static String wholeLink(String text) {
    // browsers pass over these wherever they stand
    String link = text.strip().replaceAll("[\\t\\n\\r\\x00-\\x1f]", "");
    int colon = colonOfProtocol(link);
    boolean allowed =
        colon < 0 || PROTOCOLS.contains(link.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    return allowed ? partOfLink(link) : HtmlPlace.NO_LINK;
  }

  /** What follows a value that may have been the beginning of a protocol: no colon of its own. */
  static String openLink(String text) {
    String link = text;
    for (int colon = colonOfProtocol(link); colon >= 0; colon = colonOfProtocol(link)) {
      link = link.substring(0, colon) + "%3A" + link.substring(colon + 1);
    }
    return partOfLink(link);
  }

  /** Where a protocol ends; -1 when there is none. */
  private static int colonOfProtocol(String link) {
    for (int i = 0; i < link.length(); i++) {
      switch (link.charAt(i)) {
        case ':' -> {
          return i;
        }
        case '/', '?', '#' -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Percent-encodes what cannot stand in an address; what can, and what is encoded, stays. */
  static String partOfLink(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean encoded =
          c == '%'
              && i + 2 < bytes.length
              && Character.digit(bytes[i + 1], 16) >= 0
              && Character.digit(bytes[i + 2], 16) >= 0;
      if (encoded || isLetterOrDigit(c) || KEPT_IN_LINKS.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** For texts in quotes of JavaScript and JSON: four-digit escapes, which both understand. */
  static String script(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean separator = c == '\u2028' || c == '\u2029' || c == '\u0085';
      boolean kept =
          c > 0x9f && !separator || isLetterOrDigit(c) || KEPT_IN_SCRIPTS.indexOf(c) >= 0;
      if (kept) {
        out.append(c);
      } else {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(c >> shift & 15));
        }
      }
    }
    return out.toString();
  }

  /** For the place of a value in a script: numbers and truth as they are, the rest as a text. */
  static String scriptValue(@Nullable Object value, String text) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())
        || value instanceof Boolean) {
      // the space keeps it apart from a word or a sign before it
      return " " + text;
    }
    return Values.absent(value) ? "null" : "\"" + script(text) + "\"";
  }

  /** For styles, in quotes or not: everything that could end a value is written as its code. */
  static String style(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x9f || isLetterOrDigit(c) || KEPT_IN_STYLES.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('\\').append(Integer.toHexString(c)).append(' ');
      }
    }
    return out.toString();
  }

  /** For attributes without quotes: what could end the value becomes a character reference. */
  static void unquoted(CharSequence html, StringBuilder out) {
    for (int i = 0; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c <= ' ' || c == '=' || c == '`' || c == 0x7f) {
        out.append("&#").append((int) c).append(';');
      } else {
        out.append(c);
      }
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
