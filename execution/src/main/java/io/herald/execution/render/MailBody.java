package io.herald.execution.render;

import io.herald.message.channel.MailBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The body of one part: quoted-printable (RFC 2045 §6.7) or base64 (§6.8), whichever is shorter
 * (EM-4), with its Content-Transfer-Encoding line. Line ends of any kind become CRLF; the last line
 * is left open.
 */
final class MailBody {
  private static final byte[] QUOTED = ascii("Content-Transfer-Encoding: quoted-printable\r\n\r\n");
  private static final byte[] BASE64 = ascii("Content-Transfer-Encoding: base64\r\n\r\n");
  private static final byte[] HEX = ascii("0123456789ABCDEF");
  private static final Base64.Encoder LINES_OF_76 = Base64.getMimeEncoder();

  /** Characters on a line before the {@code =} that breaks it softly. */
  private static final int LINE = 75;

  private static final byte LITERAL = 0;
  private static final byte BLANK = 1;
  private static final byte LINE_END = 2;
  private static final byte ESCAPED = 3;
  private static final byte[] CLASS = classes();

  private MailBody() {}

  static void write(MimeBuffer out, byte[] utf8) {
    int start = out.length();
    out.put(QUOTED);
    int bodyStart = out.length();
    // base64 of n bytes takes 4/3 n and a line end for every 76 characters
    long base64Length = (utf8.length + 2L) / 3 * 4;
    base64Length += base64Length / 76 * 2;
    if (!quoted(out, utf8, bodyStart + base64Length)) {
      out.length(start);
      out.put(BASE64);
      out.put(LINES_OF_76.encode(withPlainLineEnds(utf8)));
    }
  }

  /** Writes quoted-printable; false as soon as it gets longer than the limit. */
  private static boolean quoted(MimeBuffer out, byte[] in, long lengthLimit) {
    int at = 0;
    int column = 0;
    byte[] bytes = out.room(0);
    int length = out.length();
    while (at < in.length) {
      if (length > lengthLimit) {
        return false;
      }
      if (bytes.length - length < LINE + 8) {
        out.length(length);
        bytes = out.room(in.length - at + LINE + 8);
      }
      // most of a mail is runs of plain characters: copy what fits on the line in one go
      int run = plainUntil(in, at, Math.min(in.length, at + LINE - column)) - at;
      if (run > 0) {
        System.arraycopy(in, at, bytes, length, run);
        at += run;
        length += run;
        column += run;
        continue;
      }
      byte c = in[at];
      if (CLASS[c & 0xFF] == LINE_END) {
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        column = 0;
        at += c == '\r' && at + 1 < in.length && in[at + 1] == '\n' ? 2 : 1;
      } else if (column == LINE || (column + 3 > LINE && !isPlain(in, at))) {
        length = softBreak(bytes, length);
        column = 0;
      } else {
        bytes[length] = '=';
        bytes[length + 1] = HEX[(c >> 4) & 0xF];
        bytes[length + 2] = HEX[c & 0xF];
        length += 3;
        column += 3;
        at++;
      }
    }
    out.length(length);
    return length <= lengthLimit;
  }

  /** Where the run of characters that stand for themselves ends. */
  private static int plainUntil(byte[] in, int from, int to) {
    int at = MailBytes.printableUntil(in, from, to);
    if (at > from && in[at - 1] == ' ' && endsLine(in, at)) {
      return at - 1;
    }
    // tabs
    while (at < to && isPlain(in, at)) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte[] in, int at) {
    byte kind = CLASS[in[at] & 0xFF];
    return kind == LITERAL || (kind == BLANK && !endsLine(in, at + 1));
  }

  private static int softBreak(byte[] bytes, int length) {
    bytes[length] = '=';
    bytes[length + 1] = '\r';
    bytes[length + 2] = '\n';
    return length + 3;
  }

  private static boolean endsLine(byte[] in, int at) {
    return at == in.length || in[at] == '\n' || in[at] == '\r';
  }

  private static byte[] withPlainLineEnds(byte[] in) {
    MimeBuffer out = new MimeBuffer(in.length + in.length / 32 + 16);
    int at = 0;
    while (at < in.length) {
      int lineStart = at;
      at = MailBytes.lineEnd(in, at, in.length);
      out.put(in, lineStart, at - lineStart);
      if (at < in.length) {
        out.putAscii("\r\n");
        at += in[at] == '\r' && at + 1 < in.length && in[at + 1] == '\n' ? 2 : 1;
      }
    }
    return out.toBytes();
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 0; c < 256; c++) {
      boolean visible = c > ' ' && c < 0x7F && c != '=';
      classes[c] = visible ? LITERAL : ESCAPED;
    }
    classes[' '] = BLANK;
    classes['\t'] = BLANK;
    classes['\r'] = LINE_END;
    classes['\n'] = LINE_END;
    return classes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
