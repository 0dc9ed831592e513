package io.herald.bench.endtoend;

import io.herald.bench.stage.Door;
import io.herald.bench.stage.OneInstance;
import io.herald.bench.stage.Processes;
import io.herald.platform.database.DatabaseAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An execution instance, by one of its doors. */
final class Herald implements Contender {
  // each half by an index of its own: what is settled is in neither
  private static final String OPEN =
      """
      SELECT EXISTS (SELECT FROM event WHERE open AND claimed_by IS NOT NULL)
        OR EXISTS (SELECT FROM event WHERE open AND claimed_by IS NULL AND paused_for IS NULL)
      """;

  private final OneInstance stage;
  private final String name;
  private final Door door;
  private final int together;
  private final int connections;

  /**
   * @param stage belongs to whoever made it
   * @param together events in each call
   */
  Herald(OneInstance stage, String name, Door door, int together, int connections) {
    this.stage = stage;
    this.name = name;
    this.door = door;
    this.together = together;
    this.connections = connections;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String key() {
    return "Herald";
  }

  @Override
  public String version() {
    return "PostgreSQL 18 on the same machine, G1, 512 MB";
  }

  @Override
  public void push(Mails mails) throws IOException, InterruptedException {
    new Push(stage.process().url(), door, together, mails).asFastAsAnswered(connections);
  }

  @Override
  public void awaitSettled() throws IOException, InterruptedException {
    DatabaseAddress address = stage.database();
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(OPEN)) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        // the database gives no signal
        TimeUnit.MILLISECONDS.sleep(2);
      }
    } catch (SQLException e) {
      throw new IOException("the database of " + name + " does not answer", e);
    }
  }

  @Override
  public Duration cpu() {
    return stage
        .process()
        .cpu()
        .plus(ProcessHandle.of(stage.postgres().pid()).map(Processes::cpu).orElse(Duration.ZERO));
  }

  @Override
  public void close() {
    // the stage is not ours
  }
}
