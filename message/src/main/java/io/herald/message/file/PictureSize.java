package io.herald.message.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** How large pictures are once they are unpacked (TPL-71), judged without unpacking them. */
public final class PictureSize {
  /** Some 80 MB when unpacked. */
  public static final long MOST_PIXELS = 20_000_000;

  private PictureSize() {}

  /** Whether it has more than {@value #MOST_PIXELS} pixels; false when it is no picture. */
  public static boolean isTooLarge(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return false;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return false; // nothing could unpack it either
    }
  }
}
