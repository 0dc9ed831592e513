package io.herald.execution.render;

import io.herald.message.channel.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Header lines, each begun with CRLF. Free text goes out as it is when it is plain ASCII, else as
 * encoded words (RFC 2047); both are folded at 76 characters.
 */
final class MailHeader {
  private static final int LINE = 76;

  /** RFC 5322 §2.1.1, without the line end. */
  private static final int LONGEST_LINE = 998;

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

  /** RFC 2047 §2 allows 75 characters for a word; {@code =?UTF-8?Q?} and {@code ?=} take 12. */
  private static final int ENCODED_TEXT = 75 - 12;

  private static final byte[] BASE64_WORD = "=?UTF-8?B?".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] QUOTED_WORD = "=?UTF-8?Q?".getBytes(StandardCharsets.US_ASCII);
  private static final String HEX = "0123456789ABCDEF";

  private MailHeader() {}

  /** A header of free text, such as Subject. */
  static void text(MimeBuffer out, String name, String value) {
    int column = begin(out, name);
    String clean = withoutControls(value);
    if (foldsAsItIs(clean, column)) {
      fold(out, clean, column);
    } else {
      encodedWords(out, clean, column);
    }
  }

  /**
   * A header of the template's own, whose form nobody here knows (EM-3): printable ASCII goes out
   * as it is, folded between words, because readers of addresses and codes do not decode words;
   * anything else as encoded words. Runs of blanks become one.
   */
  static void further(MimeBuffer out, String name, String value) {
    int column = begin(out, name);
    String clean = BLANKS.matcher(withoutControls(value)).replaceAll(" ");
    if (fitsUncoded(clean, column)) {
      fold(out, clean, column);
    } else {
      encodedWords(out, clean, column);
    }
  }

  /** Printable ASCII none of whose words is longer than a line may be at all. */
  private static boolean fitsUncoded(String value, int firstColumn) {
    int column = firstColumn;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      column = c == ' ' ? 1 : column + 1;
      if (c < ' ' || c > '~' || column > LONGEST_LINE) {
        return false;
      }
    }
    return true;
  }

  /** A header with one address and perhaps a name before it, such as From. */
  static void mailbox(MimeBuffer out, String name, String displayName, EmailAddress address) {
    int column = begin(out, name);
    String clean = withoutControls(displayName);
    if (!clean.isEmpty()) {
      if (isAtoms(clean) && column + clean.length() <= LINE) {
        out.putAscii(clean);
        column += clean.length();
      } else if (isQuotable(clean) && column + 2 * clean.length() + 2 <= LINE) {
        column = quotedString(out, clean, column);
      } else {
        column = encodedWords(out, clean, column);
      }
      boolean fits = column + address.local().length() + address.domain().length() + 4 <= LINE;
      out.putAscii(fits ? " " : "\r\n ");
    }
    out.put('<');
    out.put(address.wire().getBytes(StandardCharsets.UTF_8));
    out.put('>');
  }

  private static int begin(MimeBuffer out, String name) {
    out.putAscii("\r\n");
    out.putAscii(name);
    out.putAscii(": ");
    return name.length() + 2;
  }

  /**
   * Line ends become one blank, other control characters vanish, halves of surrogate pairs become
   * U+FFFD; blanks at both ends go.
   */
  static String withoutControls(String value) {
    if (isClean(value)) {
      return value.strip();
    }
    StringBuilder clean = new StringBuilder(value.length());
    boolean lineEnded = false;
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r' || c == '\n') {
        lineEnded = true;
        continue;
      }
      if (c != '\t' && Character.isISOControl(c)) {
        continue;
      }
      if (lineEnded) {
        clean.append(' ');
        lineEnded = false;
      }
      clean.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
    }
    return clean.toString().strip();
  }

  private static boolean isClean(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || (c >= 0x7F && c < 0xA0) || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * True for printable ASCII whose words all fit on a line, with single blanks between them, and
   * that no reader takes for an encoded word.
   */
  private static boolean foldsAsItIs(String value, int firstColumn) {
    int column = firstColumn;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
      boolean blank = c == ' ';
      if (blank && value.charAt(i - 1) == ' ') {
        return false;
      }
      if (c == '=' && i + 1 < value.length() && value.charAt(i + 1) == '?') {
        return false;
      }
      column = blank ? 1 : column + 1;
      if (column > LINE) {
        return false;
      }
    }
    return true;
  }

  private static void fold(MimeBuffer out, String value, int firstColumn) {
    int column = firstColumn;
    int start = 0;
    while (start < value.length()) {
      int end = value.indexOf(' ', start + 1);
      end = end < 0 ? value.length() : end;
      if (start > 0 && column + end - start > LINE) {
        out.putAscii("\r\n");
        column = 0;
      }
      out.putAscii(value.substring(start, end));
      column += end - start;
      start = end;
    }
  }

  /** Encoded words, base64 or Q as shorter, each of whole characters; returns the new column. */
  static int encodedWords(MimeBuffer out, String value, int firstColumn) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    boolean quoted = quotedLength(utf8, 0, utf8.length) <= (utf8.length + 2) / 3 * 4;
    int column = firstColumn;
    int at = 0;
    while (at < utf8.length) {
      int room = Math.min(ENCODED_TEXT, LINE - column - 12);
      int end = quoted ? endOfQuoted(utf8, at, room) : endOfBase64(utf8, at, room);
      if (end == at) {
        out.putAscii("\r\n ");
        column = 1;
        continue;
      }
      out.put(quoted ? QUOTED_WORD : BASE64_WORD);
      int before = out.length();
      if (quoted) {
        quote(out, utf8, at, end);
      } else {
        out.put(Base64.getEncoder().encode(Arrays.copyOfRange(utf8, at, end)));
      }
      column += out.length() - before + 12;
      out.putAscii("?=");
      at = end;
      if (at < utf8.length) {
        // blanks between encoded words are not part of the text (RFC 2047 §6.2)
        out.putAscii("\r\n ");
        column = 1;
      }
    }
    return column;
  }

  private static int endOfBase64(byte[] utf8, int from, int room) {
    int most = room < 4 ? 0 : room / 4 * 3;
    return wholeCharacters(utf8, from, (int) Math.min(utf8.length, from + (long) most));
  }

  private static int endOfQuoted(byte[] utf8, int from, int room) {
    int end = from;
    int length = 0;
    while (end < utf8.length) {
      length += isPlainInWord(utf8[end]) ? 1 : 3;
      if (length > room) {
        break;
      }
      end++;
    }
    return wholeCharacters(utf8, from, end);
  }

  /** Moves the end back so that it does not cut a character. */
  private static int wholeCharacters(byte[] utf8, int from, int end) {
    int whole = end;
    while (whole > from && whole < utf8.length && (utf8[whole] & 0xC0) == 0x80) {
      whole--;
    }
    return whole;
  }

  private static int quotedLength(byte[] utf8, int from, int to) {
    int length = 0;
    for (int i = from; i < to; i++) {
      length += isPlainInWord(utf8[i]) ? 1 : 3;
    }
    return length;
  }

  private static void quote(MimeBuffer out, byte[] utf8, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = utf8[i];
      if (c == ' ') {
        out.put('_');
      } else if (isPlainInWord(c)) {
        out.put((char) c);
      } else {
        out.put('=');
        out.put(HEX.charAt((c >> 4) & 0xF));
        out.put(HEX.charAt(c & 0xF));
      }
    }
  }

  /**
   * The set that may stand in a word within a name (RFC 2047 §5 rule 3); a blank becomes {@code _}.
   */
  private static boolean isPlainInWord(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == ' '
        || c == '!'
        || c == '*'
        || c == '+'
        || c == '-'
        || c == '/';
  }

  /** RFC 5322 §3.2.3: words of {@code atext} with single blanks between them. */
  private static boolean isAtoms(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (c == ' '
          ? text.charAt(i - 1) == ' '
          : !letterOrDigit && "!#$%&'*+-/^_`{|}~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isQuotable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~') && !text.contains("=?");
  }

  private static int quotedString(MimeBuffer out, String text, int column) {
    int before = out.length();
    out.put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.put('\\');
      }
      out.put(c);
    }
    out.put('"');
    return column + out.length() - before;
  }
}
