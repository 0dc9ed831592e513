package io.herald.bench.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of others on this machine; {@code ./herald bench} installs them. */
final class Installed {
  private Installed() {}

  /** Where a program is, by the search path. */
  static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Where a program is that has to be there.
   *
   * @param wayOut how to come by it
   * @throws IOException when it is missing, with the way out
   */
  static Path require(String program, String wayOut) throws IOException {
    return find(program)
        .orElseThrow(() -> new IOException(program + " is not installed. " + wayOut));
  }
}
