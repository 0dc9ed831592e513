package io.herald.platform.database.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * How the server is set for one machine that it shares with Herald. Given on the command line, so
 * that they follow the version of Herald and not the age of the data.
 */
final class ServerSettings {
  private ServerSettings() {}

  private static final List<String> FIXED =
      List.of(
          // reachable from this machine only
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          // accepted means durable: these three are never traded for speed
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "shared_buffers=128MB",
          // few, long checkpoints: a busy queue rewrites the same pages over and over
          "max_wal_size=2GB",
          "checkpoint_timeout=15min",
          // our statements are short and run by the thousand: planning must stay cheap
          "jit=off",
          // nothing is replicated logically: spares the process that would wait for it
          "max_logical_replication_workers=0",
          // data sits on an SSD or in memory, where a random read costs little more than the next
          "random_page_cost=1.1",
          "timezone=UTC",
          "log_timezone=UTC",
          "cluster_name=herald",
          // lines without statements or row values: those hold personal data
          "log_line_prefix=%m [%p] ",
          "log_error_verbosity=terse",
          "log_min_error_statement=panic",
          "log_checkpoints=off");

  static List<String> command(PostgresBinaries binaries, DataDirectory data, int port) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres"));
    command.add("-D");
    command.add(data.path().toString());
    for (String setting : FIXED) {
      command.add("-c");
      command.add(setting);
    }
    command.add("-c");
    command.add("port=" + port);
    return command;
  }
}
