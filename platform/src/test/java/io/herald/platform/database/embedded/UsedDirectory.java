package io.herald.platform.database.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of a PostgreSQL that ran and was stopped: copying one is faster than a first start.
 */
final class UsedDirectory {
  private static @Nullable Path original;

  private UsedDirectory() {}

  /** Puts the data and its password, but no port, into a folder, created when missing. */
  static void copyTo(Path directory) throws Exception {
    Path from = original();
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path to = directory.resolve(from.relativize(path).toString());
        if (!Files.isDirectory(to)) {
          Files.copy(path, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.delete(directory.resolve("port"));
  }

  private static synchronized Path original() throws Exception {
    Path made = original;
    if (made == null) {
      made = Files.createTempDirectory(Path.of("target"), "used-postgres-");
      try (EmbeddedPostgres postgres = new EmbeddedPostgres(made, 0)) {
        postgres.start();
      }
      original = made;
    }
    return made;
  }
}
