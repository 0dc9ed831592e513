package io.herald.server;

import io.herald.platform.config.Setting;
import java.nio.file.Path;
import java.util.List;

/** What can be set about a product as a whole. */
public final class ServerSettings {
  public static final Setting<Path> DIR =
      Setting.path(
          "server.dir",
          ".herald/standalone",
          "Folder of the embedded PostgreSQL, the credentials and the log.");
  public static final Setting<Integer> POSTGRES_PORT =
      Setting.number(
          "server.postgres.port",
          0,
          0,
          65535,
          "Port of the embedded PostgreSQL on 127.0.0.1; 0 picks a free one.");
  public static final Setting<Integer> POSTGRES_MIN_FREE =
      Setting.number(
          "server.postgres.min-free",
          2_560,
          0,
          1_000_000,
          "What must stay free on the disk of the embedded PostgreSQL, in MiB; with less, new"
              + " events are turned away while what was accepted is sent. Its own log may grow by"
              + " 2048 MiB. 0: whatever happens.");
  public static final Setting<String> CONTROL_DATABASE =
      Setting.text(
              "control.database.url",
              "",
              "Database of control, postgresql://user:password@host:port/database; empty for the"
                  + " embedded PostgreSQL.")
          .asSecret();
  public static final Setting<Integer> CONTROL_CONNECTIONS =
      Setting.number(
          "control.database.connections", 5, 2, 200, "Connections to the database, at most.");
  public static final Setting<String> EXECUTION_DATABASE =
      Setting.text(
              "execution.database.url",
              "",
              "Database of execution, postgresql://user:password@host:port/database; empty for the"
                  + " embedded PostgreSQL.")
          .asSecret();

  /** All of them, for loading and for the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(
          DIR,
          POSTGRES_PORT,
          POSTGRES_MIN_FREE,
          CONTROL_DATABASE,
          CONTROL_CONNECTIONS,
          EXECUTION_DATABASE);

  private ServerSettings() {}
}
