package io.herald.bench.stage;

import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real control instance in a process of its own, the same as {@code ./herald control} runs. Safe
 * for use by many threads.
 *
 * @param program what is started and killed
 * @param url where its configuration API is
 */
public record ControlProcess(Program program, URI url) {
  /**
   * One that is not started yet, on a free port, open to callers of this machine.
   *
   * @param server folder with the jars of the server
   * @param options of the JVM
   * @param folder its own; holds the same {@code credentials.json} as those of the execution
   *     processes, for the secret of the link
   * @throws IOException when the folder of jars cannot be read or is empty, or no port is free
   */
  public static ControlProcess of(
      Path server, List<String> options, DatabaseAddress database, Path folder, Path log)
      throws IOException {
    int port = Program.freePort();
    return new ControlProcess(
        new Program(
            new Program.Recipe(
                ExecutionProcess.jvm(server, options),
                ExecutionProcess.words(
                    "control",
                    folder,
                    Map.of(
                        "access.zones",
                        ExecutionProcess.LOOPBACK_ZONE,
                        "control.http.port",
                        Integer.toString(port))),
                Map.of("HERALD_CONTROL_DATABASE_URL", database.toUrl()),
                folder),
            "control",
            log),
        URI.create("http://127.0.0.1:" + port));
  }
}
