package io.herald.control.document;

import io.herald.message.file.FileType;
import io.herald.message.file.PictureSize;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pictures of a document as addresses that hold their bytes. For one thread. */
final class Pictures {
  private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif");

  private final Archive archive;
  private final Room room;

  /** By their names in the archive, each once, however often it is shown. */
  private final Map<String, Optional<String>> addresses = new HashMap<>();

  Pictures(Archive archive, Room room) {
    this.archive = archive;
    this.room = room;
  }

  /**
   * The address of a picture, to be shown once.
   *
   * @param name in the archive
   * @return empty when it is not there, or of a kind that no PDF shows
   * @throws UnreadableException when it would take too much memory
   */
  Optional<String> show(String name) throws UnreadableException {
    Optional<String> known = addresses.get(name);
    if (known == null) {
      known = address(archive.get(name));
      addresses.put(name, known);
    } else if (known.isPresent()) {
      room.take(known.get().length());
    }
    return known;
  }

  private Optional<String> address(byte @Nullable [] bytes) throws UnreadableException {
    String type = bytes == null ? "" : FileType.sniffed(bytes);
    if (bytes == null || !SHOWN.contains(type)) {
      return Optional.empty();
    }
    if (PictureSize.isTooLarge(bytes)) {
      throw new UnreadableException(
          "A picture in it has more than "
              + PictureSize.MOST_PIXELS / 1_000_000
              + " megapixels: make it smaller.");
    }
    String begin = "data:" + type + ";base64,";
    room.take(begin.length() + (bytes.length + 2L) / 3 * 4);
    return Optional.of(begin + Base64.getEncoder().encodeToString(bytes));
  }
}
