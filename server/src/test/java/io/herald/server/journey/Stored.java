package io.herald.server.journey;

import io.herald.execution.collect.rest.PKeys;
import io.herald.execution.queue.EventLookupStore;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.InstanceSecretStore;
import io.herald.platform.database.Database;
import io.herald.platform.database.DatabaseAddress;
import io.herald.testkit.Books;
import io.herald.testkit.Eventually;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Looks at what an execution instance has on disk, past the instance. */
final class Stored implements AutoCloseable {
  private final Database database;
  private final EventLookupStore events;
  private final PKeys keys;

  /**
   * @param address of a migrated database
   */
  Stored(DatabaseAddress address) throws SQLException {
    database = Database.open(address, 2);
    events = new EventLookupStore(database.dataSource());
    keys =
        new PKeys(
            new InstanceSecretStore(database.dataSource(), new SecureRandom()).secret("pkey"));
  }

  /** The id of an event that was accepted. */
  long id(Response accepted) {
    String key = accepted.acceptedKey();
    return switch (accepted.door()) {
      case SOAP -> Long.parseLong(key);
      case REST -> keys.read(key).orElseThrow();
    };
  }

  StoredEvent event(long id) {
    return events.find(id).orElseThrow(() -> new AssertionError("event " + id + " is lost"));
  }

  /** Waits until the event has this status. */
  StoredEvent awaitStatus(long id, EventStatus status) throws Exception {
    return Eventually.see(
        "event " + id + " to be " + status, () -> event(id), e -> e.status() == status);
  }

  /** What happened to an event, in order. */
  List<String> trail(long id) {
    return events.trail(id).stream().map(line -> line.to().label() + ": " + line.cause()).toList();
  }

  /** Waits until something of this kind has happened to an event. */
  List<String> awaitTrail(long id, String words) throws Exception {
    return Eventually.see(
        "event " + id + " to have had \"" + words + "\"",
        () -> trail(id),
        trail -> trail.stream().anyMatch(line -> line.contains(words)));
  }

  /** How many events there are. */
  long count() throws SQLException {
    return number("SELECT count(*) FROM event");
  }

  /** How many events are neither sent nor given up. */
  long open() throws SQLException {
    return number("SELECT count(*) FROM event WHERE open");
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  void mustBalance() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      Books.mustBalance(connection);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
