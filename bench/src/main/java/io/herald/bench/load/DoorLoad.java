package io.herald.bench.load;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.Doors;
import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Messages;
import io.herald.bench.stage.OneInstance;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * {@code ./herald load}: what each door costs per event accepted, with a real instance and a real
 * PostgreSQL on the same processors as the callers.
 *
 * <p>Arguments: the folder with the jars of the server, a folder to work in, seconds per door (1 to
 * 600, default 15), connections (1 to 1000, default 64).
 */
public final class DoorLoad {
  private static final int TOGETHER = 500;

  /** Few callers at a time send several hundred events in one call. */
  private static final int CONNECTIONS_TOGETHER = 4;

  /** No mail is sent, and nothing listens there. */
  private static final int NO_RELAY = 9;

  private DoorLoad() {}

  public static void main(String[] words) throws IOException, SQLException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createDirectories(Path.of(words[1]).toAbsolutePath());
    Duration time = Duration.ofSeconds(number(words, 2, 15, 600));
    int connections = number(words, 3, 64, 1_000);
    try (OneInstance stage = OneInstance.start(Path.of(words[0]), folder, NO_RELAY)) {
      ExecutionProcess instance = stage.process();
      Doors doors = stage.doors();
      Messages.publish(stage.http(), instance.url(), doors.linkSecret());
      out.printf(
          "%d processors, %d connections, %d s each; cpu: of the instance, per event accepted%n%n",
          Runtime.getRuntime().availableProcessors(), connections, time.toSeconds());
      out.printf("%-42s %10s %9s %9s %9s%n", "", "events/s", "p50 ms", "p99 ms", "cpu µs");
      List<Way> ways =
          List.of(
              new Way("REST, key and token", doors.rest(), 1, connections),
              new Way("PushEvent, login and password", doors.realTime(), 1, connections),
              new Way(
                  "PushEvents of " + TOGETHER + ", login and password",
                  doors.batch(),
                  TOGETHER,
                  CONNECTIONS_TOGETHER));
      for (Way way : ways) {
        way.run(instance, time); // the compiler's share, which the first would pay for all
      }
      for (Way way : ways) {
        way.print(out, way.run(instance, time));
      }
      instance.end();
    }
  }

  /** One way in. */
  private record Way(String name, Door door, int together, int connections) {
    Run.Result run(ExecutionProcess instance, Duration time)
        throws IOException, InterruptedException {
      return new Run(instance, door, together).over(connections, time);
    }

    void print(PrintStream out, Run.Result result) {
      out.printf(
          "%-42s %,10.0f %9.1f %9.1f %9.1f%s%n",
          name,
          result.perSecond(),
          result.p50() / 1e3,
          result.p99() / 1e3,
          result.cpuPerEvent(),
          result.turnedAway() == 0 ? "" : "   turned away: " + result.turnedAway());
    }
  }

  private static int number(String[] words, int index, int otherwise, int most) {
    int value = words.length > index ? Integer.parseInt(words[index]) : otherwise;
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("expected a number from 1 to " + most);
    }
    return value;
  }
}
