package io.herald.control.data;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Resources;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import io.herald.control.publish.WantedData;
import io.herald.message.link.ReferenceData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code data_resource}. Every change is one statement, complete or not done at all. Safe
 * for use by many threads.
 */
public final class DataStore implements Resources, WantedData {
  private static final String HEADING =
      """
      id, name, label, columns, row_count, digest, revision,
      created, created_by, last_modified, last_modified_by
      """;

  // what is live was frozen, and may look up what its event type does not name any more
  private static final String USES =
      """
      SELECT e.name AS by, x ->> 'key' AS key
      FROM event_type e CROSS JOIN LATERAL jsonb_array_elements(e.enrichments) x
      WHERE x ->> 'source' = :name
      UNION
      SELECT l.template || ' (live)', x ->> 'key'
      FROM live_template l
        JOIN template_version v USING (template, version)
        CROSS JOIN LATERAL json_array_elements(
          CASE json_typeof(v.publication #> '{eventType,enrichments}')
            WHEN 'array' THEN v.publication #> '{eventType,enrichments}'
          END) x
      WHERE x ->> 'source' = :name
      """;

  private final JdbcClient sql;
  private final JsonMapper json = JsonMapper.builder().build();

  public DataStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /**
   * Creates the resource of this name, or replaces all its rows.
   *
   * @param expected the revision this is a change of; null: whichever is there, or none
   */
  Saving<DataResource> save(
      String name, String label, Rows rows, @Nullable Integer expected, Author author) {
    ReferenceData data = rows.data(name);
    return sql.sql(
            """
            INSERT INTO data_resource AS r (name, label, columns, row_count, digest, data,
              revision, created, created_by, last_modified, last_modified_by)
            SELECT :name, :label, :columns, :rowCount, :digest, :data, 1, :at, :login, :at, :login
            WHERE CAST(:expected AS integer) IS NULL
              OR EXISTS (SELECT FROM data_resource WHERE name = :name)
            ON CONFLICT (name) DO UPDATE
              SET label = excluded.label, columns = excluded.columns,
                row_count = excluded.row_count, digest = excluded.digest, data = excluded.data,
                revision = r.revision + 1, last_modified = :at, last_modified_by = :login
              WHERE r.revision = coalesce(CAST(:expected AS integer), r.revision)
            RETURNING %s
            """
                .formatted(HEADING))
        .param("name", name)
        .param("label", label)
        .param("columns", rows.columns().toArray(String[]::new))
        .param("rowCount", rows.rows().size())
        .param("digest", data.digest())
        .param("data", json.writeValueAsString(data))
        .param("expected", expected)
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login())
        .query(DataStore::read)
        .optional()
        .<Saving<DataResource>>map(Saving.Done::new)
        .or(() -> resource(name).map(other -> new Saving.Stale<>(other.revision())))
        .orElseGet(Saving.Unknown::new);
  }

  Optional<Saved<DataResource>> resource(String name) {
    return sql.sql("SELECT " + HEADING + " FROM data_resource WHERE name = :name")
        .param("name", name)
        .query(DataStore::read)
        .optional();
  }

  @Override
  public boolean has(String name) {
    return resource(name).isPresent();
  }

  /** All rows of a resource. */
  Optional<ReferenceData> data(String name) {
    return travelling(name).map(text -> json.readValue(text, ReferenceData.class));
  }

  @Override
  public Optional<String> travelling(String name) {
    return sql.sql("SELECT data FROM data_resource WHERE name = :name")
        .param("name", name)
        .query(String.class)
        .optional();
  }

  /** Those whose names come after this one, in order; at most so many. */
  List<Saved<DataResource>> resources(String after, int limit) {
    return sql.sql(
            """
            SELECT %s FROM data_resource
            WHERE name COLLATE "C" > :after ORDER BY name COLLATE "C" LIMIT :limit
            """
                .formatted(HEADING))
        .param("after", after)
        .param("limit", limit)
        .query(DataStore::read)
        .list();
  }

  @Override
  public Map<String, String> wanted() {
    Map<String, String> wanted = new HashMap<>();
    sql.sql("SELECT name, digest FROM data_resource")
        .query(
            row -> {
              wanted.put(row.getString("name"), row.getString("digest"));
            });
    return wanted;
  }

  /**
   * Which enrichments, of event types and of what is live, would look in a column that these rows
   * do not have; at most 20. No rows at all lack nothing: no event finds anything in them.
   */
  List<MissingKey> missingKeys(String name, Rows rows) {
    if (rows.columns().isEmpty() && rows.rows().isEmpty()) {
      return List.of();
    }
    return sql.sql(
            "SELECT by, key FROM (%s) u WHERE key <> ALL (:columns) ORDER BY 1, 2 LIMIT 20"
                .formatted(USES))
        .param("name", name)
        .param("columns", rows.columns().toArray(String[]::new))
        .query((row, _) -> new MissingKey(row.getString("by"), row.getString("key")))
        .list();
  }

  /**
   * A column that is looked in, and is not there.
   *
   * @param by the event type, or the live template, whose enrichment looks there
   */
  record MissingKey(String by, String column) {}

  /** Removes a resource that no event type and nothing live names. */
  Deletion delete(String name, @Nullable Integer expected) {
    int deleted =
        sql.sql(
                """
                DELETE FROM data_resource
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                  AND NOT EXISTS (%s)
                """
                    .formatted(USES))
            .param("name", name)
            .param("expected", expected)
            .update();
    if (deleted == 1) {
      return new Deletion.Done();
    }
    Optional<Saved<DataResource>> there = resource(name);
    if (there.isEmpty()) {
      return new Deletion.Unknown();
    }
    return expected != null && expected != there.get().revision()
        ? new Deletion.Stale(there.get().revision())
        : new Deletion.InUse(
            sql.sql("SELECT DISTINCT by FROM (%s) u ORDER BY 1 LIMIT 20".formatted(USES))
                .param("name", name)
                .query(String.class)
                .list());
  }

  private static Saved<DataResource> read(ResultSet row, int index) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        new DataResource(
            row.getString("name"),
            row.getString("label"),
            List.of((String[]) row.getArray("columns").getArray()),
            row.getInt("row_count"),
            row.getString("digest")),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
