package io.herald.platform.database.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Unpacks a tar archive: folders, files with their executable bit, symbolic links (POSIX.1-1988
 * ustar, names up to 100 bytes). Any other kind of entry is refused rather than half understood,
 * and so is a name that would leave the target folder.
 */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  /**
   * Unpacks everything below a folder.
   *
   * @param archive read to its end mark, not closed
   * @param target exists already
   * @throws IOException when the archive is cut short, of a kind we do not read, or cannot be
   *     written
   */
  static void unpack(InputStream archive, Path target) throws IOException {
    byte[] header = new byte[BLOCK];
    while (readBlock(archive, header) && !isEndMark(header)) {
      String name = text(header, 0, 100);
      long size = octal(header, 124, 12);
      Path path = within(target, target.resolve(name), name);
      switch (header[156]) {
        case '5' -> Files.createDirectories(path);
        case '2' -> {
          String link = text(header, 157, 100);
          within(target, path.resolveSibling(link), link);
          Files.createDirectories(path.resolveSibling(".").normalize());
          Files.createSymbolicLink(path, Path.of(link));
        }
        case '0', 0 -> {
          Files.createDirectories(path.resolveSibling(".").normalize());
          try (OutputStream file = Files.newOutputStream(path)) {
            copy(archive, file, size);
          }
          boolean executable = (octal(header, 100, 8) & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
          archive.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
        default ->
            throw new IOException(
                "the archive has an entry of unknown kind '" + (char) header[156] + "': " + name);
      }
    }
  }

  private static Path within(Path target, Path path, String name) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("the archive has a name that leaves its folder: " + name);
    }
    return normal;
  }

  /** False at the end of the stream: an archive may lack its end mark. */
  private static boolean readBlock(InputStream archive, byte[] block) throws IOException {
    int read = archive.readNBytes(block, 0, BLOCK);
    if (read > 0 && read < BLOCK) {
      throw new EOFException("the archive ends in the middle of a header");
    }
    return read == BLOCK;
  }

  private static void copy(InputStream archive, OutputStream file, long size) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (long left = size; left > 0; ) {
      int read = archive.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the archive ends in the middle of a file");
      }
      file.write(buffer, 0, read);
      left -= read;
    }
  }

  private static boolean isEndMark(byte[] header) {
    return header[0] == 0 && Arrays.equals(header, new byte[BLOCK]);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive has a broken header", e);
    }
  }
}
