package io.herald.control.publish;

import io.herald.control.design.Author;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables {@code execution_instance} and {@code instance_template}: which instances there are,
 * and what each is known to have. Every change is one statement, complete or not done at all. Safe
 * for use by many threads.
 */
public final class InstanceStore {
  private static final TypeReference<List<RegisteredInstance.LiveVersion>> LIVE_VERSIONS =
      new TypeReference<>() {};

  private final JdbcClient sql;
  private final JsonMapper mapper;

  public InstanceStore(DataSource database, JsonMapper mapper) {
    this.sql = JdbcClient.create(database);
    this.mapper = mapper;
  }

  /** Registers an instance; empty when the name is taken. */
  Optional<RegisteredInstance> register(
      String name, String label, URI url, boolean enabled, Author author) {
    try {
      sql.sql(
              """
              INSERT INTO execution_instance (name, label, url, enabled,
                created, created_by, last_modified, last_modified_by)
              VALUES (:name, :label, :url, :enabled, :at, :login, :at, :login)
              """)
          .param("name", name)
          .param("label", label)
          .param("url", url.toString())
          .param("enabled", enabled)
          .param("at", timestamp(author.at()))
          .param("login", author.login())
          .update();
    } catch (DuplicateKeyException _) {
      return Optional.empty();
    }
    return instance(name);
  }

  /** Changes a registration; empty when there is none of this name. */
  Optional<RegisteredInstance> change(
      String name, String label, URI url, boolean enabled, Author author) {
    sql.sql(
            """
            UPDATE execution_instance
            SET label = :label, url = :url, enabled = :enabled,
              last_modified = :at, last_modified_by = :login
            WHERE name = :name
            """)
        .param("name", name)
        .param("label", label)
        .param("url", url.toString())
        .param("enabled", enabled)
        .param("at", timestamp(author.at()))
        .param("login", author.login())
        .update();
    return instance(name);
  }

  boolean unregister(String name) {
    return sql.sql("DELETE FROM execution_instance WHERE name = :name").param("name", name).update()
        == 1;
  }

  Optional<RegisteredInstance> instance(String name) {
    return instances().stream().filter(there -> there.instance().name().equals(name)).findFirst();
  }

  /** All registered instances by name; there are at most 127. */
  public List<RegisteredInstance> instances() {
    return sql.sql(
            """
            SELECT i.*, coalesce(
                (SELECT json_agg(json_build_object('template', x.template, 'version', x.version,
                     'paused', x.paused)
                   ORDER BY x.template COLLATE "C")
                 FROM instance_template x WHERE x.instance = i.id), '[]') AS live
            FROM execution_instance i ORDER BY i.name COLLATE "C"
            """)
        .query(this::readInstance)
        .list();
  }

  /** Those that get what is published, by name. */
  public List<ExecutionInstance> enabled() {
    return sql.sql("SELECT * FROM execution_instance WHERE enabled ORDER BY name COLLATE \"C\"")
        .query((row, _) -> registration(row))
        .list();
  }

  /** Notes that an instance answered and that nothing has changed. */
  void recordContact(long instance, Instant at) {
    sql.sql("UPDATE execution_instance SET last_contact = :at WHERE id = :id")
        .param("id", instance)
        .param("at", timestamp(at))
        .update();
  }

  /** Notes why an instance was not reached. */
  void recordFailure(long instance, String error) {
    sql.sql("UPDATE execution_instance SET last_error = :error WHERE id = :id")
        .param("id", instance)
        .param("error", error)
        .update();
  }

  /** Notes what an instance has; does nothing when it is no longer registered. */
  void recordState(
      long instance,
      int instanceId,
      Map<String, Standing> live,
      @Nullable String trouble,
      Instant at) {
    List<String> templates = List.copyOf(live.keySet());
    sql.sql(
            """
            WITH contact AS (
              UPDATE execution_instance
              SET last_contact = :at, instance_id = :instanceId, last_error = :trouble
              WHERE id = :id
              RETURNING id
            ), reported AS (
              SELECT * FROM unnest(CAST(:templates AS text[]), CAST(:versions AS integer[]),
                CAST(:paused AS boolean[])) AS r (template, version, paused)
            ), gone AS (
              DELETE FROM instance_template
              WHERE instance = :id AND template NOT IN (SELECT template FROM reported)
            )
            INSERT INTO instance_template AS i (instance, template, version, paused)
            SELECT id, template, version, paused FROM contact CROSS JOIN reported
            ON CONFLICT (instance, template) DO UPDATE
              SET version = excluded.version, paused = excluded.paused
              WHERE (i.version, i.paused) <> (excluded.version, excluded.paused)
            """)
        .param("id", instance)
        .param("at", timestamp(at))
        .param("instanceId", instanceId)
        .param("trouble", trouble)
        .param("templates", templates.toArray(String[]::new))
        .param("versions", live(templates, live, Standing::version).toArray(Integer[]::new))
        .param("paused", live(templates, live, Standing::paused).toArray(Boolean[]::new))
        .update();
  }

  private static <T> List<T> live(
      List<String> templates, Map<String, Standing> live, Function<Standing, T> what) {
    return templates.stream().map(live::get).map(what).toList();
  }

  private RegisteredInstance readInstance(ResultSet row, int index) throws SQLException {
    @Nullable OffsetDateTime lastContact = row.getObject("last_contact", OffsetDateTime.class);
    return new RegisteredInstance(
        registration(row),
        instant(row, "created"),
        row.getString("created_by"),
        instant(row, "last_modified"),
        row.getString("last_modified_by"),
        row.getObject("instance_id", Integer.class),
        lastContact == null ? null : lastContact.toInstant(),
        row.getString("last_error"),
        mapper.readValue(row.getString("live"), LIVE_VERSIONS));
  }

  private static ExecutionInstance registration(ResultSet row) throws SQLException {
    return new ExecutionInstance(
        row.getLong("id"),
        row.getString("name"),
        row.getString("label"),
        URI.create(row.getString("url")),
        row.getBoolean("enabled"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
