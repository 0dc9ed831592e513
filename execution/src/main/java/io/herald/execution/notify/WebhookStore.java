package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import java.net.URI;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table {@code webhook}. Safe for use by many threads. */
final class WebhookStore {
  // where each writer stands now: what is committed later is heard of
  private static final String START =
      """
      WITH start AS (
        SELECT w.writer, coalesce((
          SELECT t.change_no FROM event_transition t WHERE t.writer = w.writer
          ORDER BY t.change_no DESC LIMIT 1), 0) AS change_no
        FROM change_writer w
      ), starts AS (
        SELECT coalesce(array_agg(writer), '{}') AS writers, coalesce(array_agg(change_no), '{}') AS changes FROM start
      )
      """;

  private static final String CREATE =
      START
          + """
          INSERT INTO webhook (
            name, url, types, origins, statuses, with_address, with_context,
            owner, disabled_reason, state, secret, start_writers, start_changes, created, changed)
          SELECT ?, ?, ?, ?, ?::smallint[], ?, ?, ?, n.reason, CASE WHEN n.reason IS NULL THEN 0 ELSE 1 END, ?, starts.writers, starts.changes, n.at, n.at
          FROM starts, (SELECT ?::timestamptz AS at, ?::text AS reason) n
          WHERE (SELECT count(*) FROM webhook WHERE state < 2) < ?
          RETURNING *
          """;

  private static final String FIND = "SELECT * FROM webhook WHERE id = ? AND state < 2";

  private static final String ACTIVE = "SELECT * FROM webhook WHERE state = 0";

  private static final String LIST =
      """
      SELECT * FROM webhook
      WHERE state < 2 AND id > ? AND (?::text IS NULL OR owner = ?)
      ORDER BY id LIMIT ?
      """;

  // one that was off begins to listen anew
  private static final String CHANGE =
      START
          + """
          UPDATE webhook w SET
            name = ?, url = ?, types = ?, origins = ?, statuses = ?::smallint[], with_address = ?, with_context = ?,
            state = CASE WHEN c.reason IS NULL THEN 0 ELSE 1 END,
            disabled_reason = c.reason,
            failing_since = CASE WHEN w.state = 0 THEN w.failing_since END,
            start_writers = CASE WHEN w.state = 0 THEN w.start_writers ELSE starts.writers END,
            start_changes = CASE WHEN w.state = 0 THEN w.start_changes ELSE starts.changes END,
            changed = ?
          FROM starts, (SELECT ?::text AS reason) c
          WHERE w.id = ? AND w.state < 2
          RETURNING w.*
          """;

  private static final String DELETE =
      "UPDATE webhook SET state = 2, disabled_reason = NULL, changed = ? WHERE id = ? AND state < 2";

  private static final String ROTATE =
      """
      UPDATE webhook SET previous_secret = secret, previous_secret_until = ?, secret = ?, changed = ?
      WHERE id = ? AND state < 2
      RETURNING *
      """;

  private final DataSource dataSource;

  WebhookStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Registers a webhook; empty when there are as many as there may be. */
  Optional<Webhook> create(
      Webhook.Wish wish,
      @Nullable String disabledReason,
      String owner,
      WebhookSecret secret,
      int most,
      Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CREATE)) {
      int next = bind(statement, wish);
      statement.setString(next++, owner);
      statement.setString(next++, secret.text());
      statement.setObject(next++, now.atOffset(ZoneOffset.UTC));
      statement.setString(next++, disabledReason);
      statement.setInt(next, most);
      return one(statement);
    }
  }

  Optional<Webhook> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setLong(1, id);
      return one(statement);
    }
  }

  /** All that messages are sent to. */
  List<Webhook> active() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(ACTIVE)) {
      return all(statement);
    }
  }

  /**
   * Webhooks in the order of their ids.
   *
   * @param owner only this caller's; null: everybody's
   */
  List<Webhook> list(@Nullable String owner, long after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setLong(1, after);
      statement.setString(2, owner);
      statement.setString(3, owner);
      statement.setInt(4, limit);
      return all(statement);
    }
  }

  /**
   * Changes a webhook.
   *
   * @param disabledReason why nothing is to be sent; null: it is to be active
   */
  Optional<Webhook> change(long id, Webhook.Wish wish, @Nullable String disabledReason, Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CHANGE)) {
      int next = bind(statement, wish);
      statement.setObject(next++, now.atOffset(ZoneOffset.UTC));
      statement.setString(next++, disabledReason);
      statement.setLong(next, id);
      return one(statement);
    }
  }

  /** False when there is none. Its deliveries, and then its row, go later. */
  boolean delete(long id, Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setLong(2, id);
      return statement.executeUpdate() == 1;
    }
  }

  /** Gives a webhook another secret; the one it had is signed with, too, until an instant. */
  Optional<Webhook> rotate(long id, WebhookSecret fresh, Instant previousUntil, Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(ROTATE)) {
      statement.setObject(1, previousUntil.atOffset(ZoneOffset.UTC));
      statement.setString(2, fresh.text());
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setLong(4, id);
      return one(statement);
    }
  }

  private static int bind(PreparedStatement statement, Webhook.Wish wish) throws SQLException {
    Connection connection = statement.getConnection();
    statement.setString(1, wish.name());
    statement.setString(2, wish.url().toString());
    statement.setArray(3, connection.createArrayOf("text", wish.types().toArray()));
    statement.setArray(4, connection.createArrayOf("text", wish.origins().toArray()));
    statement.setArray(
        5,
        connection.createArrayOf(
            "int2", wish.statuses().stream().map(EventStatus::number).toArray()));
    statement.setBoolean(6, wish.address());
    statement.setBoolean(7, wish.context());
    return 8;
  }

  private static Optional<Webhook> one(PreparedStatement statement) throws SQLException {
    return all(statement).stream().findFirst();
  }

  private static List<Webhook> all(PreparedStatement statement) throws SQLException {
    List<Webhook> webhooks = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        webhooks.add(webhook(row));
      }
    }
    return webhooks;
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    String previous = row.getString("previous_secret");
    return new Webhook(
        row.getLong("id"),
        row.getString("owner"),
        new Webhook.Wish(
            row.getString("name"),
            URI.create(row.getString("url")),
            texts(row.getArray("types")),
            texts(row.getArray("origins")),
            Arrays.stream((Short[]) row.getArray("statuses").getArray())
                .map(EventStatus::ofNumber)
                .collect(Collectors.toSet()),
            row.getBoolean("with_address"),
            row.getBoolean("with_context")),
        new Webhook.Standing(row.getString("disabled_reason"), instant(row, "failing_since")),
        new Webhook.Secrets(
            new WebhookSecret(row.getString("secret")),
            previous == null ? null : new WebhookSecret(previous),
            instant(row, "previous_secret_until")),
        new Webhook.Lived(
            row.getObject("created", OffsetDateTime.class).toInstant(),
            row.getObject("changed", OffsetDateTime.class).toInstant()));
  }

  private static Set<String> texts(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
