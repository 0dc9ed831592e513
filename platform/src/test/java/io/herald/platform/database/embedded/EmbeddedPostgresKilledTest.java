package io.herald.platform.database.embedded;

import static io.herald.platform.database.embedded.EmbeddedPostgresTest.execute;
import static io.herald.platform.database.embedded.EmbeddedPostgresTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database that comes with Herald when processes are killed (SIGKILL): nothing is left running,
 * nothing stands in the way of the next start, nothing committed is lost.
 */
@Timeout(120)
class EmbeddedPostgresKilledTest {
  @TempDir Path directory;

  private Process herald;
  private ProcessHandle server;
  private ProcessHandle wrapper;

  @BeforeEach
  void holdAPostgresInAnotherProcess() throws Exception {
    UsedDirectory.copyTo(directory);
    herald =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HeldPostgres.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> ready;
    do {
      String line = herald.inputReader(StandardCharsets.UTF_8).readLine();
      assertThat(line).as("the process did not get its PostgreSQL up").isNotNull();
      ready = List.of(line.split(" "));
    } while (!ready.getFirst().equals("ready"));
    server = ProcessHandle.of(Long.parseLong(ready.get(1))).orElseThrow();
    wrapper = ProcessHandle.of(Long.parseLong(ready.get(2))).orElseThrow();
    execute(address(), "CREATE TABLE kept (n int)");
    execute(address(), "INSERT INTO kept VALUES (42)");
  }

  @AfterEach
  void leaveNothingRunning() {
    herald.destroyForcibly();
    wrapper.destroyForcibly();
    server.destroyForcibly();
  }

  @Test
  void theServerShutsDownByItselfWhenHeraldIsKilled() throws Exception {
    kill(herald.toHandle());
    server.onExit().get(30, TimeUnit.SECONDS);
    wrapper.onExit().get(30, TimeUnit.SECONDS);
    // a clean end, not a crash: PostgreSQL removes this file last
    assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void aStartRightAfterAKillWaitsForTheServerBefore() throws Exception {
    kill(herald.toHandle());
    startsAgainWithItsData();
  }

  @Test
  void aDirectoryInUseIsRefusedAndItsProcessNamed() {
    assertThatThrownBy(new EmbeddedPostgres(directory, 0)::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("process " + herald.pid());
    assertThat(server.isAlive()).isTrue();
  }

  @Test
  void anOrphanedServerIsEndedByTheNextStart() throws Exception {
    kill(wrapper);
    kill(herald.toHandle());
    assertThat(server.isAlive()).isTrue();
    startsAgainWithItsData();
    // it has ended; until the system has taken note of an orphan's end it counts as alive
    server.onExit().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aLockFileLeftWhenEverythingWasKilledIsNoHindrance() throws Exception {
    killEverything();
    assertThat(directory.resolve("data/postmaster.pid")).exists();
    startsAgainWithItsData();
  }

  @Test
  void aLockFileWhosePidNowBelongsToAnotherProgramIsNoHindrance() throws Exception {
    killEverything();
    Path file = directory.resolve("data/postmaster.pid");
    String ours = Long.toString(ProcessHandle.current().pid());
    Files.writeString(file, Files.readString(file).replaceFirst("^\\d+", ours));
    startsAgainWithItsData();
  }

  @Test
  void aKilledServerIsStartedAgainOnTheSamePort() throws Exception {
    DatabaseAddress address = address();
    String sinceBefore = value(address, "SELECT pg_postmaster_start_time()");
    kill(server);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String since = sinceBefore;
    while (since.equals(sinceBefore)) {
      assertThat(System.nanoTime()).as("the server did not come back").isLessThan(deadline);
      try {
        since = value(address, "SELECT pg_postmaster_start_time()");
      } catch (SQLException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    assertThat(value(address, "SELECT n FROM kept")).isEqualTo("42");
    assertThat(herald.isAlive()).isTrue();
    // the new server hangs on the same Herald
    kill(herald.toHandle());
    startsAgainWithItsData();
  }

  private void startsAgainWithItsData() throws Exception {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(directory, 0)) {
      postgres.start();
      assertThat(value(postgres.address("postgres"), "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  /** At one blow: a wrapper or a Herald that still runs would do something about the others. */
  private void killEverything() throws Exception {
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(wrapper.pid())).start().waitFor())
        .isZero();
    kill(herald.toHandle());
    server.destroyForcibly(); // gone only when the wrapper, its parent, is
    kill(wrapper);
    server.onExit().get(30, TimeUnit.SECONDS);
  }

  private static void kill(ProcessHandle process) throws Exception {
    process.destroyForcibly();
    process.onExit().get(30, TimeUnit.SECONDS);
  }

  private DatabaseAddress address() throws IOException {
    return new DatabaseAddress(
        "127.0.0.1",
        Integer.parseInt(Files.readString(directory.resolve("port")).strip()),
        "postgres",
        "herald",
        Files.readString(directory.resolve("password")).strip());
  }
}
