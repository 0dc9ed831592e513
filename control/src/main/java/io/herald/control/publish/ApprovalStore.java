package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.design.PublicationRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code publication_request}; a row goes with the publication it asks for ({@link
 * PublishStore}). Every change is one statement. Safe for use by many threads.
 */
public final class ApprovalStore {
  private final JdbcClient sql;

  public ApprovalStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /**
   * A wish with what it is about.
   *
   * @param sum {@link PublicationSum} of what was asked for; null: asked for before there were sums
   */
  record Asked(PublicationRequest request, @Nullable String sum) {}

  /**
   * Notes a wish; it takes the place of an earlier one of the template.
   *
   * @param sum {@link PublicationSum} of what would be published now
   * @return empty when the draft or its event type is not of these revisions any more
   */
  Optional<PublicationRequest> request(
      String template, int revision, int eventTypeRevision, String sum, Author author) {
    return sql.sql(
            """
            INSERT INTO publication_request (template, template_revision, event_type_revision,
              requested_at, requested_by, sha256)
            SELECT t.name, t.revision, e.revision, :at, :login, :sum
            FROM template t JOIN event_type e ON e.name = t.event_type
            WHERE t.name = :template AND t.revision = :revision AND e.revision = :eventTypeRevision
            ON CONFLICT (template) DO UPDATE SET
              template_revision = excluded.template_revision,
              event_type_revision = excluded.event_type_revision,
              requested_at = excluded.requested_at, requested_by = excluded.requested_by,
              sha256 = excluded.sha256,
              rejected_at = NULL, rejected_by = NULL, reason = NULL
            RETURNING *
            """)
        .param("template", template)
        .param("revision", revision)
        .param("eventTypeRevision", eventTypeRevision)
        .param("sum", sum)
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login())
        .query(ApprovalStore::read)
        .optional();
  }

  /** The last wish that was not fulfilled. */
  public Optional<PublicationRequest> find(String template) {
    return sql.sql("SELECT * FROM publication_request WHERE template = :template")
        .param("template", template)
        .query(ApprovalStore::read)
        .optional();
  }

  /** A wish that waits for a second person. */
  Optional<Asked> waiting(String template) {
    return sql.sql(
            """
            SELECT * FROM publication_request
            WHERE template = :template AND rejected_by IS NULL
            """)
        .param("template", template)
        .query((row, index) -> new Asked(read(row, index), row.getString("sha256")))
        .optional();
  }

  /** Rejects a wish that waits; empty when none does. */
  Optional<PublicationRequest> reject(String template, String reason, Author author) {
    return sql.sql(
            """
            UPDATE publication_request
            SET rejected_at = :at, rejected_by = :login, reason = :reason
            WHERE template = :template AND rejected_at IS NULL
            RETURNING *
            """)
        .param("template", template)
        .param("reason", reason)
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login())
        .query(ApprovalStore::read)
        .optional();
  }

  private static PublicationRequest read(ResultSet row, int index) throws SQLException {
    @Nullable OffsetDateTime rejected = row.getObject("rejected_at", OffsetDateTime.class);
    return new PublicationRequest(
        row.getString("template"),
        row.getInt("template_revision"),
        row.getInt("event_type_revision"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getString("requested_by"),
        rejected == null ? null : rejected.toInstant(),
        row.getString("rejected_by"),
        row.getString("reason"));
  }
}
