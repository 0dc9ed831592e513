package io.herald.message.surroundings;

import com.google.zxing.common.BitMatrix;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes black on white as a PNG of one bit per pixel (W3C PNG, section 5): a fiftieth of what the
 * picture would take in colours, and without the libraries for drawing.
 */
final class BarcodePng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private BarcodePng() {}

  /**
   * @param width pixels of one bit
   * @param height pixels of one bit
   * @param quiet white pixels on every side
   */
  static byte[] write(BitMatrix bits, int width, int height, int quiet) {
    int[] frame = bits.getEnclosingRectangle();
    int columns = frame[2];
    int rows = frame[3];
    int pixels = columns * width + 2 * quiet;
    int lines = rows * height + 2 * quiet;
    int lineBytes = 1 + (pixels + 7) / 8;
    byte[] raw = new byte[lines * lineBytes];
    for (int line = 0; line < lines; line++) {
      int row = (line - quiet) / height;
      boolean inside = line >= quiet && row < rows;
      for (int pixel = 0; pixel < pixels; pixel++) {
        int column = (pixel - quiet) / width;
        boolean black =
            inside
                && pixel >= quiet
                && column < columns
                && bits.get(frame[0] + column, frame[1] + row);
        if (!black) {
          raw[line * lineBytes + 1 + pixel / 8] |= (byte) (0x80 >> (pixel % 8));
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    // one bit, grey, deflate, no filter, not interlaced
    chunk(
        out,
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(pixels)
            .putInt(lines)
            .put(new byte[] {1, 0, 0, 0, 0})
            .array());
    chunk(out, "IDAT", deflated(raw));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(raw);
      deflater.finish();
      byte[] some = new byte[4_096];
      while (!deflater.finished()) {
        out.write(some, 0, deflater.deflate(some));
      }
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] named =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 sum = new CRC32();
    sum.update(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(named);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
