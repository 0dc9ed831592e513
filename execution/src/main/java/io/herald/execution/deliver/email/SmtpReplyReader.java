package io.herald.execution.deliver.email;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a server's bytes into replies (RFC 5321 §4.2.1). What it reads comes from a stranger: it
 * keeps at most 64 KiB of one reply and takes anything that is not a reply as the end of the
 * conversation. For use by one thread.
 */
final class SmtpReplyReader {
  static final int MAX_REPLY_BYTES = 64 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[2048];
  private int start;
  private int end;

  SmtpReplyReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next reply, waiting for it.
   *
   * @throws SmtpProtocolException when the bytes are not a reply
   * @throws EOFException when the server closed the connection
   * @throws IOException when reading fails or times out
   */
  SmtpReply read() throws IOException {
    int size = 0;
    int code = 0;
    List<String> lines = new ArrayList<>(1);
    while (true) {
      int length = lineLength(MAX_REPLY_BYTES - size);
      size += length + 1;
      int textEnd = start + length;
      if (length > 0 && buffer[textEnd - 1] == '\r') {
        textEnd--;
      }
      int lineCode = code(textEnd);
      if (!lines.isEmpty() && lineCode != code) {
        throw new SmtpProtocolException("the lines of one answer carry different codes");
      }
      code = lineCode;
      boolean more = textEnd > start + 3 && buffer[start + 3] == '-';
      lines.add(text(Math.min(start + 4, textEnd), textEnd));
      start += length + 1;
      if (!more) {
        return new SmtpReply(code, enhanced(code, lines.getFirst()), lines);
      }
    }
  }

  /** True when bytes have arrived that nobody has read yet. */
  boolean hasUnread() {
    return start < end;
  }

  /** Bytes up to the next line feed, reading more as needed. */
  private int lineLength(int allowed) throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          return scanned - start;
        }
      }
      if (end - start >= allowed) {
        throw new SmtpProtocolException("an answer is longer than " + MAX_REPLY_BYTES + " bytes");
      }
      scanned -= start;
      makeRoom();
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        throw new EOFException("the server closed the connection");
      }
      end += count;
    }
  }

  /** Moves what is unread to the front, and doubles the buffer when it is full. */
  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  private int code(int textEnd) throws SmtpProtocolException {
    int code = 0;
    boolean valid = textEnd - start >= 3;
    for (int i = start; valid && i < start + 3; i++) {
      valid = buffer[i] >= '0' && buffer[i] <= '9';
      code = code * 10 + buffer[i] - '0';
    }
    valid = valid && code >= 200 && code <= 599;
    if (valid && textEnd > start + 3) {
      valid = buffer[start + 3] == ' ' || buffer[start + 3] == '-';
    }
    if (!valid) {
      throw new SmtpProtocolException("the server said something that is not an SMTP answer");
    }
    return code;
  }

  private String text(int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < ' ' || buffer[i] == 0x7F) {
        return printable(new String(buffer, from, to - from, StandardCharsets.UTF_8));
      }
    }
    return new String(buffer, from, to - from, StandardCharsets.US_ASCII);
  }

  private static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return clean.toString();
  }

  /** RFC 2034 §4: the first word, when it has the reply's class. */
  private static String enhanced(int code, String text) {
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    int first = word.indexOf('.');
    int second = word.indexOf('.', first + 1);
    boolean valid =
        first == 1
            && word.charAt(0) - '0' == code / 100
            && isNumber(word, 2, second)
            && isNumber(word, second + 1, word.length());
    return valid ? word : "";
  }

  private static boolean isNumber(String word, int from, int to) {
    if (to - from < 1 || to - from > 3) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
