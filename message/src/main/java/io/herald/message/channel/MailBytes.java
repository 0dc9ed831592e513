package io.herald.message.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through the bytes of mails, eight at a time: most of a mail is plain text, and each mail is
 * looked through several times. Where eight bytes hold something that is looked for, the lowest set
 * bit of a mask says where; bits above it may be wrong, because a subtraction borrows from there.
 *
 * <p>Has no state; safe for use by many threads.
 */
public final class MailBytes {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long LOW_SEVEN = ~HIGH_BITS;
  private static final long LINE_FEEDS = ONES * '\n';
  private static final long CARRIAGE_RETURNS = ONES * '\r';
  private static final long EQUALS_SIGNS = ONES * '=';
  private static final long BLANKS = ONES * ' ';

  private MailBytes() {}

  /** Where the first CR or LF stands; {@code to} when there is none. */
  public static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      long found = zeros(eight ^ LINE_FEEDS) | zeros(eight ^ CARRIAGE_RETURNS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Where the first byte that is not ASCII stands; {@code bytes.length} when there is none. */
  public static int firstEightBit(byte[] bytes) {
    int at = 0;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      long found = (long) EIGHT.get(bytes, at) & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < bytes.length && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /**
   * Where a run of blanks and visible ASCII characters other than {@code =} ends, which are those
   * that quoted-printable leaves as they are (RFC 2045 §6.7) unless a blank ends a line; {@code to}
   * when all are.
   */
  public static int printableUntil(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, at);
      long controls = (eight - BLANKS) & ~eight & HIGH_BITS;
      long deletes = ((eight & LOW_SEVEN) + ONES) & HIGH_BITS;
      long found = (eight & HIGH_BITS) | controls | deletes | zeros(eight ^ EQUALS_SIGNS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] >= ' ' && bytes[at] != '=' && bytes[at] != 0x7F) {
      at++;
    }
    return at;
  }

  /** The high bit of each byte that is zero. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGH_BITS;
  }
}
