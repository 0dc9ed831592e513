package io.herald.execution.queue;

import io.herald.message.channel.Channel;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of the event table. */
final class EventRows {
  private EventRows() {}

  static NewEvent event(ResultSet row) throws SQLException {
    int wished = row.getInt("wished_channel");
    Channel wishedChannel = row.wasNull() ? null : Channel.ofNumber(wished).orElse(null);
    return new NewEvent(
        Queue.ofNumber(row.getInt("queue")),
        row.getString("type"),
        new NewEvent.Address(
            wishedChannel,
            row.getString("email"),
            row.getString("mobile_phone"),
            row.getString("registration_token"),
            row.getString("mobile_app")),
        new NewEvent.Attributes(
            EmailFormat.ofNumber(row.getInt("email_format")).orElse(EmailFormat.UNKNOWN),
            row.getString("origin"),
            row.getString("external_id"),
            row.getString("correlation_id"),
            row.getString("hash_ip_id"),
            row.getString("language"),
            row.getString("country")),
        new EventContext(
            EventContext.Format.ofNumber(row.getInt("ctx_format")), row.getString("ctx")),
        instantOrNull(row, "scheduled"),
        instantOrNull(row, "expiration"),
        ReceivedBy.values()[row.getInt("received_by")]);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column), column);
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }
}
