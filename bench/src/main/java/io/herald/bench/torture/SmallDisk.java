package io.herald.bench.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file system of its own, in a file, that can be filled to the last block. Takes root. Safe for
 * use by many threads.
 */
final class SmallDisk implements AutoCloseable {
  private static final String FILLER = "filler";
  private static final int BLOCK_BYTES = 4096;
  private static final int UNMOUNT_TRIES = 50;

  private final Path folder;
  private boolean mounted = true;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes one.
   *
   * @param image the file to make it in; takes only as much room as is used
   * @param folder an empty one, where it is seen
   * @param bytes how much it holds
   * @return empty when this system does not let us
   */
  static Optional<SmallDisk> mount(Path image, Path folder, long bytes)
      throws IOException, InterruptedException {
    boolean made =
        run("truncate", "-s", Long.toString(bytes), image.toString())
            && run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString())
            && run("mount", "-o", "loop", image.toString(), folder.toString());
    return made ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  /** Takes all room there is. */
  synchronized void fill() throws IOException, InterruptedException {
    Path filler = folder.resolve(FILLER);
    long free = Files.getFileStore(folder).getUsableSpace();
    run("fallocate", "-l", Long.toString(Math.max(BLOCK_BYTES, free)), filler.toString());
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream rest =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (Files.getFileStore(folder).getUsableSpace() > 0) {
        rest.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(folder).getUsableSpace() > BLOCK_BYTES) {
        throw e;
      }
      // full: what was wanted
    }
  }

  /** Gives it back. */
  synchronized void free() throws IOException {
    Files.deleteIfExists(folder.resolve(FILLER));
  }

  /** Unmounts it; what used it must have ended. */
  @Override
  public synchronized void close() throws IOException {
    try {
      for (int i = 0; mounted && i < UNMOUNT_TRIES; i++) {
        mounted = !run("umount", folder.toString());
        if (mounted) {
          // the kernel lets go of it some time after its last user has ended, and tells nobody
          Thread.sleep(100);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (mounted) {
      throw new IOException(folder + " could not be unmounted");
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // not installed
    }
  }
}
