package io.herald.platform.database.embedded;

import java.nio.file.Path;

/**
 * A process of its own that holds an embedded PostgreSQL, to be killed. Says {@code ready <pid of
 * the server> <pid of its wrapper>} and runs until its standard input ends.
 */
final class HeldPostgres {
  private HeldPostgres() {}

  public static void main(String[] arguments) throws Exception {
    long began = System.nanoTime();
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(Path.of(arguments[0]), 0)) {
      postgres.start();
      long wrapper =
          ProcessHandle.of(postgres.pid()).flatMap(ProcessHandle::parent).orElseThrow().pid();
      System.out.println(
          "ready "
              + postgres.pid()
              + " "
              + wrapper
              + " "
              + (System.nanoTime() - began) / 1_000_000);
      while (System.in.read() >= 0) {
        // until the test is done with us
      }
    }
  }
}
