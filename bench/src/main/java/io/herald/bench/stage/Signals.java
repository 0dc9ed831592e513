package io.herald.bench.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals that Java has no method for. */
public final class Signals {
  private Signals() {}

  /**
   * SIGSTOP: the process and those below it stand still.
   *
   * @return who that is; a process that is gone is nobody
   * @throws IOException when signals cannot be sent at all
   */
  public static List<Long> pause(long pid) throws IOException, InterruptedException {
    List<Long> all =
        ProcessHandle.of(pid)
            .map(process -> Stream.concat(Stream.of(process), process.descendants()))
            .orElse(Stream.of())
            .map(ProcessHandle::pid)
            .toList();
    send("STOP", all);
    return all;
  }

  /**
   * SIGCONT: they go on.
   *
   * @param pids those that were paused, also when the one above them is gone
   * @throws IOException when signals cannot be sent at all
   */
  public static void resume(List<Long> pids) throws IOException, InterruptedException {
    send("CONT", pids);
  }

  private static void send(String signal, List<Long> pids)
      throws IOException, InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "kill -" + signal + " \"$@\"", "sh"));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    // that one of them is gone by now is no failure
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
