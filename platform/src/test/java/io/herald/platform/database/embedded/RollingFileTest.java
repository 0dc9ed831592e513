package io.herald.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that cannot fill the disk. */
class RollingFileTest {
  @TempDir Path directory;

  @Test
  void keepsTheLatestLinesInTwoFilesOfBoundedSize() throws Exception {
    Path path = directory.resolve("log");
    Files.writeString(path, "from the run before\n");
    try (RollingFile file = new RollingFile(path, 100)) {
      for (int i = 0; i < 1000; i++) {
        file.line("line " + i);
      }
    }
    assertThat(Files.size(path)).isLessThanOrEqualTo(100);
    assertThat(Files.size(directory.resolve("log.1"))).isLessThanOrEqualTo(100);
    assertThat(Files.readString(path)).endsWith("line 999\n");
    assertThat(directory.toFile().list()).hasSize(2);
  }
}
