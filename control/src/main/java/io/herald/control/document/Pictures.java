package io.herald.control.document;

import io.herald.message.file.FileType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures of a document as addresses that hold their bytes. */
final class Pictures {
  private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif");
  private static final long MOST_PIXELS = 20_000_000;

  private Pictures() {}

  /**
   * The address of a picture.
   *
   * @return empty when it is of a kind that no PDF shows
   * @throws UnreadableException when unpacking it would take too much memory
   */
  static Optional<String> data(byte[] bytes) throws UnreadableException {
    String type = FileType.sniffed(bytes);
    if (!SHOWN.contains(type)) {
      return Optional.empty();
    }
    if (pixels(bytes) > MOST_PIXELS) {
      throw new UnreadableException(
          "A picture in it has more than "
              + MOST_PIXELS / 1_000_000
              + " megapixels: make it smaller.");
    }
    return Optional.of("data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }

  private static long pixels(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return 0;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      return 0; // damaged: the PDF shows nothing
    }
  }
}
