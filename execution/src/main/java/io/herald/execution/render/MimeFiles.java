package io.herald.execution.render;

import io.herald.execution.attach.MailFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The parts of a mail that hold files, and what wraps them: {@code multipart/mixed} around the
 * message and its attachments (RFC 2046 §5.1.3), {@code multipart/related} around HTML and its
 * pictures (RFC 2387).
 */
final class MimeFiles {
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  /** Bytes on a line of 76 characters. */
  private static final int LINE_BYTES = 57;

  /** What a part costs beside its content, generously. */
  private static final int PART_ROOM = 600;

  private static final int LINE = 76;

  /** How much of a name fits on a line of its own when every byte is encoded. */
  private static final int SECTION = 60;

  private static final String PLAIN_IN_PARAMETER = "!#$&+-.^_`|~";

  private MimeFiles() {}

  /** Room for files when they are encoded. */
  static long room(List<MailFile> files) {
    long room = 0;
    for (MailFile file : files) {
      room += (file.bytes().length / LINE_BYTES + 1L) * (LINE + 2) + PART_ROOM;
    }
    return room;
  }

  /** No encoded body can hold {@code =_} (RFC 2045 §6.7), so no boundary is met inside. */
  static String boundary(String kind, long eventId) {
    return "=_" + kind + HexFormat.of().toHexDigits(eventId);
  }

  /** The header of something that holds parts. */
  static void open(MimeBuffer out, String type, String boundary) {
    out.putAscii("Content-Type: " + type + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n");
  }

  /** What stands before each part. */
  static void delimiter(MimeBuffer out, String boundary) {
    out.putAscii("--" + boundary + "\r\n");
  }

  /** What stands behind the last part. */
  static void close(MimeBuffer out, String boundary) {
    out.putAscii("--" + boundary + "--\r\n");
  }

  /** An attachment: its name for old readers (RFC 2047) and as the standard says (RFC 2231). */
  static void attached(MimeBuffer out, MailFile file) {
    String name = MailHeader.withoutControls(file.name());
    out.putAscii("Content-Type: " + file.type());
    if (isQuotable(name)) {
      out.putAscii(";\r\n name=\"" + name + "\"\r\n");
      out.putAscii("Content-Disposition: attachment;\r\n filename=\"" + name + "\"");
    } else {
      out.putAscii(";\r\n name=\"");
      MailHeader.encodedWords(out, name, " name=\"".length());
      out.putAscii("\"\r\nContent-Disposition: attachment");
      fileName(out, name);
    }
    out.putAscii("\r\n");
    body(out, file.bytes());
  }

  /** A picture that the HTML shows. */
  static void inline(MimeBuffer out, MailFile file) {
    out.putAscii("Content-Type: " + file.type() + "\r\nContent-ID: <" + file.name() + ">\r\n");
    out.putAscii("Content-Disposition: inline\r\n");
    body(out, file.bytes());
  }

  /** Line by line, so that a large file is in memory once. */
  private static void body(MimeBuffer out, byte[] bytes) {
    out.putAscii("Content-Transfer-Encoding: base64\r\n\r\n");
    byte[] line = new byte[LINE_BYTES];
    byte[] encoded = new byte[LINE];
    for (int at = 0; at < bytes.length; at += LINE_BYTES) {
      int length = Math.min(LINE_BYTES, bytes.length - at);
      byte[] part = length == LINE_BYTES ? line : new byte[length];
      System.arraycopy(bytes, at, part, 0, length);
      int written = BASE64.encode(part, encoded);
      out.put(encoded, 0, written);
      out.putAscii("\r\n");
    }
    if (bytes.length == 0) {
      out.putAscii("\r\n");
    }
  }

  /** RFC 2231 §3 and §4: percent-encoded UTF-8, in sections when it is long. */
  private static void fileName(MimeBuffer out, String name) {
    StringBuilder section = new StringBuilder();
    int number = 0;
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    boolean one = utf8.length * 3 <= SECTION;
    for (byte b : utf8) {
      String encoded = encoded(b);
      if (!one && section.length() + encoded.length() > SECTION) {
        section(out, number++, section);
      }
      section.append(encoded);
    }
    if (one) {
      out.putAscii(";\r\n filename*=UTF-8''" + section);
    } else {
      section(out, number, section);
    }
  }

  private static void section(MimeBuffer out, int number, StringBuilder section) {
    out.putAscii(";\r\n filename*" + number + "*=" + (number == 0 ? "UTF-8''" : "") + section);
    section.setLength(0);
  }

  private static String encoded(byte b) {
    boolean letterOrDigit =
        (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    return letterOrDigit || (b > 0 && PLAIN_IN_PARAMETER.indexOf(b) >= 0)
        ? String.valueOf((char) b)
        : "%" + HexFormat.of().withUpperCase().toHexDigits(b);
  }

  private static boolean isQuotable(String name) {
    return name.length() <= SECTION
        && !name.contains("=?")
        // some readers take ' % * for the form of RFC 2231 wherever they meet them
        && name.chars().allMatch(c -> c >= ' ' && c <= '~' && "\"\\'%*".indexOf(c) < 0);
  }
}
