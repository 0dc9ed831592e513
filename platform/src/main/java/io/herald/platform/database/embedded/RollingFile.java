package io.herald.platform.database.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A text file that never grows beyond a bound: when it is full it becomes {@code name.1}, replacing
 * the one before. For one thread.
 */
final class RollingFile implements AutoCloseable {
  private final Path file;
  private final long maxBytes;
  private OutputStream out;
  private long bytes;

  /** Appends to a file, which is created when missing. */
  RollingFile(Path file, long maxBytes) throws IOException {
    this.file = file;
    this.maxBytes = maxBytes;
    this.out = open(file);
    this.bytes = Files.size(file);
  }

  void line(String text) throws IOException {
    byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes + line.length > maxBytes) {
      out.close();
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      out = open(file);
      bytes = 0;
    }
    out.write(line);
    bytes += line.length;
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
