package io.herald.message.template;

import java.util.Arrays;

/**
 * Where the lines of a text begin, so that an offset can be told as line and column. Counts the
 * line ends that JavaScript counts: LF, CR, CR LF, U+2028 and U+2029. Reads the text once; each
 * question after that is a binary search. Immutable.
 */
public final class Lines {
  private final int[] starts;

  /** Those of a text. */
  public Lines(String text) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean carriageReturnOfPair =
          c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (isLineEnd(c) && !carriageReturnOfPair) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
  }

  /** The line an offset is in, from 1. */
  public int line(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** An error at an offset of the text, which is that of a part. */
  public TemplateError error(String part, int offset, String message) {
    return new TemplateError(part, line(offset), column(offset), message);
  }

  /** The column of an offset in its line, from 1, in UTF-16 units. */
  public int column(int offset) {
    return offset - starts[line(offset) - 1] + 1;
  }

  /** The offset at which a line begins; a line outside the text is moved to the nearest inside. */
  public int start(int line) {
    return starts[Math.clamp(line - 1, 0, starts.length - 1)];
  }
}
