package io.herald.bench.endtoend;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a run has started: closed at its end, the last one first, also when it is broken off by
 * Ctrl-C or SIGTERM; then whatever still runs below this process is ended. Safe for use by many
 * threads.
 */
final class Closing implements AutoCloseable {
  private static final Duration FORCED_WITHIN = Duration.ofSeconds(5);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final PrintStream out;

  Closing(PrintStream out) {
    this.out = out;
  }

  /** One that also closes when this JVM is told to end. */
  static Closing alsoWhenTold(PrintStream out) {
    Closing closing = new Closing(out);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("end")
                .unstarted(
                    () -> {
                      closing.close();
                      endTheRest();
                    }));
    return closing;
  }

  /** To be closed, too. */
  synchronized <T extends AutoCloseable> T add(T started) {
    open.push(started);
    return started;
  }

  /** Closes one of them now; nothing is done a second time. */
  synchronized void close(AutoCloseable started) {
    if (open.remove(started)) {
      closeQuietly(started);
    }
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      closeQuietly(open.pop());
    }
  }

  private void closeQuietly(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      // the others are to be closed all the same
      out.printf("%s did not close: %s%n", started.getClass().getSimpleName(), e);
    }
  }

  /** What was just being started when the end came. */
  private static void endTheRest() {
    long deadline = System.nanoTime() + FORCED_WITHIN.toNanos();
    List<ProcessHandle> rest = ProcessHandle.current().descendants().toList();
    while (!rest.isEmpty() && System.nanoTime() < deadline) {
      rest.forEach(ProcessHandle::destroyForcibly);
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      rest = ProcessHandle.current().descendants().toList();
    }
  }
}
