package io.herald.control.resource;

import io.herald.message.file.FileType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Judges a file before it is stored (TPL-14): what it is called, how large it is, and whether it is
 * what its name says. What a browser would run is refused.
 *
 * @param pictureBytes the size of a picture, at most
 * @param fileBytes the size of anything else, at most
 */
record Upload(int pictureBytes, int fileBytes) {
  private static final Pattern PATH =
      Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

  /** A file as it is to be stored, or why not. */
  sealed interface Judged {
    record Good(String type) implements Judged {}

    /**
     * @param field {@code path} or {@code body}
     */
    record Bad(String field, String why) implements Judged {}
  }

  /** The largest body that is worth reading. */
  int mostBytes() {
    return Math.max(pictureBytes, fileBytes);
  }

  Judged judge(String path, byte[] bytes) {
    if (!PATH.matcher(path).matches()) {
      return new Judged.Bad(
          "path",
          "A path has at most 200 letters A to Z, digits, _ . and -, with / between folders; no"
              + " name in it begins with a full stop.");
    }
    if (bytes.length == 0) {
      return new Judged.Bad("body", "The file is empty: send its bytes as the body.");
    }
    Optional<String> named = FileType.byExtension(path);
    if (named.isEmpty()) {
      return new Judged.Bad(
          "path", "The name ends with no known extension, such as .png, .pdf or .docx.");
    }
    String type = named.get();
    String looks = FileType.sniffed(bytes);
    if (FileType.isActive(type) || FileType.isActive(looks)) {
      return new Judged.Bad(
          "body",
          "HTML, SVG and XML can carry scripts and are not stored: use PNG, JPEG, GIF, WebP or PDF.");
    }
    if (!suits(type, looks)) {
      return new Judged.Bad(
          "body",
          "The file is not what its name says: " + type + " by its name, but " + looks + ".");
    }
    int most = type.startsWith("image/") ? pictureBytes : fileBytes;
    return bytes.length <= most
        ? new Judged.Good(type)
        : new Judged.Bad(
            "body",
            String.format(
                Locale.ROOT,
                "The file has %,d bytes; %s may have %,d (%s).",
                bytes.length,
                type.startsWith("image/") ? "a picture" : "a file",
                most,
                type.startsWith("image/") ? "fetch.image-bytes" : "fetch.attachment-bytes"));
  }

  /** Only what we can tell from its first bytes is compared. */
  private static boolean suits(String type, String looks) {
    if (type.equals(looks)) {
      return true;
    }
    boolean zip = looks.equals("application/zip");
    return switch (type) {
      case "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", FileType.PDF -> false;
      case FileType.DOCX -> zip;
      case FileType.ODT -> zip;
      case "text/plain", "text/csv", "text/calendar", "text/vcard" -> looks.startsWith("text/");
      default -> !looks.startsWith("image/") && !looks.equals(FileType.PDF);
    };
  }
}
