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

  /** What can be said of some bytes. */
  public enum Verdict {
    /** A picture of at most {@value #MOST_PIXELS} pixels. */
    FITS,
    /** A picture of more. */
    TOO_LARGE,
    /** A picture whose size cannot be read: it may be any size. */
    UNKNOWN,
    /** Nothing that could be unpacked, for example a style sheet. */
    NO_PICTURE
  }

  /** Whether it is known to have more than {@value #MOST_PIXELS} pixels. */
  public static boolean isTooLarge(byte[] bytes) {
    return judge(bytes) == Verdict.TOO_LARGE;
  }

  /** Reads no more than the header. */
  public static Verdict judge(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Verdict.NO_PICTURE;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS
            ? Verdict.TOO_LARGE
            : Verdict.FITS;
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return Verdict.UNKNOWN;
    }
  }
}
