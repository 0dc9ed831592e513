package io.herald.server.inbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what an SMTP client sends: command lines, and message data up to the final dot. */
final class SmtpInput {
  /** Far above the 512 octets of RFC 5321 section 4.5.3.1.4, since extensions lengthen commands. */
  static final int MAX_LINE = 4096;

  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;

  SmtpInput(InputStream in) {
    this.in = in;
  }

  /** A command line, or why there is none. */
  sealed interface Line {
    /** One line without its end. */
    record Text(String text) implements Line {}

    /** Longer than {@link #MAX_LINE}; it was read to its end and dropped. */
    record TooLong() implements Line {}

    /** The client hung up. */
    record Closed() implements Line {}
  }

  /**
   * Reads one command. A bare LF ends it too, for people who type by hand; this is harmless here
   * because only {@link #readData} decides where a message ends.
   */
  Line readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    boolean tooLong = false;
    while (true) {
      int octet = read();
      if (octet < 0) {
        return new Line.Closed();
      }
      if (octet == '\n') {
        if (tooLong) {
          return new Line.TooLong();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return new Line.Text(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
      if (line.size() < MAX_LINE) {
        line.write(octet);
      } else {
        tooLong = true;
      }
    }
  }

  /** Where in a line of message data the reader stands. */
  private enum At {
    LINE_START,
    TEXT,
    CR,
    /** A line that so far is only a dot. */
    DOT,
    DOT_CR
  }

  /**
   * Reads message data up to CR LF dot CR LF and takes the transparency dots away (RFC 5321 section
   * 4.5.2). Nothing else ends a message: a reader that also accepts bare line feeds lets one client
   * smuggle mails into another's.
   *
   * @param max the largest message wanted, in bytes
   * @return the message, or null when it was larger; it was then read to its end and dropped
   * @throws EOFException when the client hung up before the end
   */
  byte @Nullable [] readData(int max) throws IOException {
    Octets data = new Octets(max);
    At at = At.LINE_START;
    while (true) {
      if (next == end && !fill()) {
        throw new EOFException("the client hung up within a message");
      }
      while (next < end) {
        byte octet = buffer[next++];
        switch (at) {
          case DOT_CR -> {
            if (octet == '\n') {
              return data.bytes();
            }
            data.add((byte) '\r');
            data.add(octet);
            at = octet == '\r' ? At.CR : At.TEXT;
          }
          case DOT -> {
            if (octet == '\r') {
              at = At.DOT_CR;
            } else {
              data.add(octet);
              at = At.TEXT;
            }
          }
          case LINE_START -> {
            if (octet == '.') {
              at = At.DOT;
            } else {
              data.add(octet);
              at = octet == '\r' ? At.CR : At.TEXT;
            }
          }
          case CR -> {
            data.add(octet);
            at = octet == '\n' ? At.LINE_START : octet == '\r' ? At.CR : At.TEXT;
          }
          case TEXT -> {
            data.add(octet);
            if (octet == '\r') {
              at = At.CR;
            }
          }
        }
      }
    }
  }

  /** Whether the client has already sent more: then the answers can wait and leave together. */
  boolean hasMore() {
    return next < end;
  }

  private int read() throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    return buffer[next++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    next = 0;
    end = Math.max(count, 0);
    return count > 0;
  }

  /** Bytes that stop growing at a bound. */
  private static final class Octets {
    private final int max;
    private byte[] bytes = new byte[8192];
    private long count;

    Octets(int max) {
      this.max = max;
    }

    void add(byte octet) {
      if (count == bytes.length && count < max) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(max, bytes.length * 2L));
      }
      if (count < bytes.length) {
        bytes[(int) count] = octet;
      }
      count++;
    }

    byte @Nullable [] bytes() {
      return count > max ? null : Arrays.copyOf(bytes, (int) count);
    }
  }
}
