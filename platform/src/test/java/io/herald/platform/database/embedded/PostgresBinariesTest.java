package io.herald.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpacking the programs of the database. */
class PostgresBinariesTest {
  @TempDir Path cache;

  @Test
  void twoAtOnceUnpackOnceAndWhatACrashLeftIsReplaced() throws Exception {
    Path home = PostgresBinaries.unpackedIn(cache).home();
    PostgresBinaries.deleteTree(home);
    Path part = Files.createDirectory(home.resolveSibling(home.getFileName() + ".part"));
    Files.writeString(part.resolve("rubbish"), "of a run cut short");

    List<Future<PostgresBinaries>> started = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 2; i++) {
        started.add(threads.submit(() -> PostgresBinaries.unpackedIn(cache)));
      }
    }
    assertThat(started.get(0).get()).isEqualTo(started.get(1).get());
    assertThat(home.resolve("rubbish")).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(home.resolve("bin/postgres")).isExecutable();
    assertThat(home.resolve("lib/libpq.so.5")).isSymbolicLink().isRegularFile();
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile).count()).isGreaterThan(900);
    }
  }

  @Test
  void theCacheIsWhereTheUserWantsIt() {
    assertThat(PostgresBinaries.userCache(Map.of("XDG_CACHE_HOME", "/var/cache/me")))
        .isEqualTo(Path.of("/var/cache/me/herald"));
    assertThat(PostgresBinaries.userCache(Map.of("XDG_CACHE_HOME", "relative, so not valid")))
        .isEqualTo(PostgresBinaries.userCache(Map.of()))
        .endsWith(Path.of(".cache/herald"));
  }
}
