package io.herald.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder PostgreSQL keeps its data in, and its {@code postmaster.pid}: the file by which
 * servers and their starters tell each other who is at work.
 *
 * @param path absolute; exists only when it is complete
 */
record DataDirectory(Path path) {
  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
  private static final Duration INITDB_BOUND = Duration.ofMinutes(2);
  private static final Duration PREDECESSOR_BOUND = Duration.ofMinutes(1);

  /** The line of postmaster.pid with the state, counted from 0 (pidfile.h of PostgreSQL). */
  private static final int STATE_LINE = 7;

  /**
   * Creates the data on first use. Works beside its place and renames, so that a crash leaves
   * either nothing or everything.
   *
   * @param superuser role that owns everything
   * @param passwordFile its password, on the first line
   */
  void createOnce(PostgresBinaries binaries, ServerUser user, String superuser, Path passwordFile)
      throws IOException {
    if (Files.isRegularFile(path.resolve("PG_VERSION"))) {
      return;
    }
    if (Files.exists(path)) {
      throw new IOException(
          path + " exists but holds no database. Move it away, or choose another directory.");
    }
    Path part = path.resolveSibling(path.getFileName() + ".part");
    PostgresBinaries.deleteTree(part);
    Commands.Ended initdb =
        Commands.run(
            INITDB_BOUND,
            user.command(
                List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + part,
                    "--username=" + superuser,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions")));
    if (!initdb.well()) {
      throw new IOException(
          "PostgreSQL could not create its data in " + path + ": " + initdb.output());
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the server with that pid says that it takes connections. */
  boolean isReady(long pid) throws IOException {
    List<String> lines = pidFile();
    return lines.size() > STATE_LINE
        && lines.getFirst().strip().equals(Long.toString(pid))
        && lines.get(STATE_LINE).strip().equals("ready");
  }

  /**
   * Sees to it that no server of an earlier run stands in the way: one that still shuts down is
   * waited for, one that lost its starter is told to shut down, and a pid file whose server is gone
   * is removed even when its pid now belongs to some other program. Call it with the directory's
   * lock in hand.
   *
   * @throws IOException when the server before does not end within a minute
   */
  void endPredecessor() throws IOException {
    List<String> lines = pidFile();
    if (lines.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> predecessor = serverHere(lines.getFirst().strip());
    if (predecessor.isPresent()) {
      ProcessHandle server = predecessor.get();
      log.info("Waiting for the PostgreSQL of the run before (process {}) to end", server.pid());
      // SIGINT is PostgreSQL's fast shutdown; a server already at it takes no notice
      Commands.run(
          Duration.ofSeconds(10),
          List.of("sh", "-c", "kill -INT \"$1\"", "kill", "" + server.pid()));
      awaitEnd(server);
    }
    if (Files.deleteIfExists(path.resolve("postmaster.pid"))) {
      log.info("Removed the lock file of a PostgreSQL that runs no more in {}", path);
    }
  }

  private void awaitEnd(ProcessHandle server) throws IOException {
    CompletableFuture<ProcessHandle> end = server.onExit();
    try {
      end.get(PREDECESSOR_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          "The PostgreSQL of the run before (process "
              + server.pid()
              + ") still uses "
              + path
              + " after "
              + PREDECESSOR_BOUND.toSeconds()
              + " s. Look into postgres.log beside it; end that process with kill -QUIT if it hangs.",
          e);
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for process " + server.pid(), e);
    }
  }

  /** The process of that pid if it is alive and a PostgreSQL at work in this very folder. */
  private Optional<ProcessHandle> serverHere(String pid) {
    long number;
    try {
      number = Long.parseLong(pid);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(number).filter(ProcessHandle::isAlive).filter(this::worksHere);
  }

  /** A server's working directory is its data; where the system does not tell, its name decides. */
  private boolean worksHere(ProcessHandle process) {
    try {
      Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
      return workingDirectory.equals(path.toRealPath());
    } catch (IOException notToldHere) {
      return process.info().command().filter(name -> name.endsWith("/postgres")).isPresent();
    }
  }

  private List<String> pidFile() throws IOException {
    try {
      return Files.readAllLines(path.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
