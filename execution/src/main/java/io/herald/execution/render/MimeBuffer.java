package io.herald.execution.render;

import java.util.Arrays;

/** Bytes that grow; the one output of {@link MimeWriter}. For use by one thread. */
final class MimeBuffer {
  private byte[] bytes;
  private int length;

  MimeBuffer(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  int length() {
    return length;
  }

  void put(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] more) {
    put(more, 0, more.length);
  }

  void put(byte[] more, int from, int count) {
    room(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  /** Puts text that the caller knows to be ASCII. */
  void putAscii(String text) {
    int count = text.length();
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
  }

  /** Makes room for this many more and gives the array to write them to, from {@link #length}. */
  byte[] room(int count) {
    if (bytes.length - length < count) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length + bytes.length / 2));
    }
    return bytes;
  }

  /** Sets the length after writing to the array, or back to take something out again. */
  void length(int changed) {
    length = changed;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
