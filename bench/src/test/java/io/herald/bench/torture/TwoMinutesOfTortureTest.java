package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.torture.Books.Finding;
import io.herald.bench.torture.FaultPlan.Target;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two minutes of what {@code ./herald torture} does for hours, with real processes: everything is
 * killed, something is paused, connections are cut off, and nothing accepted is lost.
 */
class TwoMinutesOfTortureTest {
  /** Its first rounds have something of everything. */
  private static final long SEED = 7886;

  private static final int RATE = 200;
  private static final int PROCESSES = 2;
  private static final Duration SETTLE_WITHIN = Duration.ofSeconds(60);

  /** After two attempts with an unknown outcome a mail waits for minutes; seldom, and visibly. */
  private static final int MAY_STILL_WAIT = 20;

  @TempDir Path folder;

  @Test
  void two_minutes_of_torture_lose_nothing() throws Exception {
    Path server = server(Files.createDirectory(folder.resolve("server")));
    Options options = new Options(0, 2, SEED, RATE, PROCESSES, 0, server, folder);
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    BooksPage page =
        new Torture(options, SETTLE_WITHIN, new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(Files.createDirectory(folder.resolve("run")));

    Books books = page.books();
    assertThat(books.findings().keySet())
        .as(page.text() + said.toString(StandardCharsets.UTF_8))
        .isSubsetOf(Finding.UNSETTLED);
    assertThat(books.count(Finding.UNSETTLED)).as(page.text()).isLessThan(MAY_STILL_WAIT);
    assertThat(books.lost()).isZero();
    assertThat(books.failedVisibly()).as(page.text()).isZero();
    assertThat(books.accepted()).isPositive();
    assertThat(page.garbled()).isEmpty();
    assertThat(page.faults().endedByThemselves()).isEmpty();
    assertThat(page.faults().killsByTarget()).as(page.text()).containsOnlyKeys(Target.values());
    assertThat(page.faults().troubles()).as(page.text()).isNotEmpty();
    assertThat(page.tally().hungUp()).isPositive();
    assertThat(books.delivered()).as(page.text()).isGreaterThan(100);
  }

  /**
   * The jars of the server, as {@code ./herald} lays them out: from the class path of this test.
   */
  private static Path server(Path jars) throws IOException {
    int number = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      Path jar = jars.resolve("%03d.jar".formatted(number++));
      if (Files.isRegularFile(path)) {
        Files.copy(path, jar);
      } else if (Files.isDirectory(path)
          && !path.toAbsolutePath().startsWith(Path.of("").toAbsolutePath())) {
        int status =
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "-cf", jar.toString(), "-C", entry, ".");
        assertThat(status).isZero();
      }
    }
    return jars;
  }
}
