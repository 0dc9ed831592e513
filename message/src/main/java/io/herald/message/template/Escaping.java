package io.herald.message.template;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes text safe for the place it goes to. */
final class Escaping {
  private static final String HEX = "0123456789ABCDEF";
  private static final String UNRESERVED = "-_.!~*'()";

  private Escaping() {}

  /** For HTML text and for attribute values in either kind of quotes: {@code & < > " '}. */
  static void html(String text, StringBuilder out) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // of the five, > has the highest code; letters are above it
      String replacement = c > '>' ? null : replacement(c, true, true);
      if (replacement != null) {
        out.append(text, done, i).append(replacement);
        done = i + 1;
      }
    }
    if (done == 0) {
      out.append(text);
    } else {
      out.append(text, done, text.length());
    }
  }

  /**
   * Replaces {@code & < >} and, when asked, the quotes.
   *
   * @param quote also {@code "}
   * @param apostrophe also {@code '}
   */
  static String xml(String text, boolean quote, boolean apostrophe) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      String replacement = replacement(text.charAt(i), quote, apostrophe);
      if (replacement == null) {
        out.append(text.charAt(i));
      } else {
        out.append(replacement);
      }
    }
    return out.toString();
  }

  private static @Nullable String replacement(char c, boolean quote, boolean apostrophe) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> quote ? "&quot;" : null;
      case '\'' -> apostrophe ? "&#39;" : null;
      default -> null;
    };
  }

  /** Percent-encodes the UTF-8 bytes of everything but unreserved characters (TPL-44). */
  static String url(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (letterOrDigit || UNRESERVED.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** The way back from {@link #url}; null when the text is no percent-encoded UTF-8. */
  static @Nullable String decodeUrl(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[encoded.length];
    int length = 0;
    for (int i = 0; i < encoded.length; i++) {
      byte b = encoded[i];
      if (b == '%') {
        int high = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 1], 16) : -1;
        int low = i + 2 <= encoded.length - 1 ? Character.digit(encoded[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        b = (byte) (high << 4 | low);
        i += 2;
      }
      bytes[length++] = b;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
