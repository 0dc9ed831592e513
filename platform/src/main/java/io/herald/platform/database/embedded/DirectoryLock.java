package io.herald.platform.database.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Herald per directory. The kernel drops the lock when the process ends, however it ends, so a
 * lock is never stale. The file holds the pid of its owner, for the one who is refused.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectoryLock.class);

  /**
   * Directories locked by this very process. Asked before the file is opened: closing any handle of
   * a file drops the locks its process holds on it (POSIX fcntl), also those of an earlier handle.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock or throws at once.
   *
   * @throws IOException when another living process, named by its pid, uses the directory
   */
  public static DirectoryLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    Path file = real.resolve("lock");
    if (!OURS.add(real)) {
      throw inUse(real, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(real, Files.readString(file).strip());
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      return new DirectoryLock(real, channel);
    } catch (IOException e) {
      OURS.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static IOException inUse(Path directory, String pid) {
    return new IOException(
        directory
            + " is in use by another Herald (process "
            + (pid.isEmpty() ? "unknown" : pid)
            + "). Stop that one, or choose another directory.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.warn("The lock of {} could not be closed: {}", directory, e.getMessage());
    }
    OURS.remove(directory);
  }
}
