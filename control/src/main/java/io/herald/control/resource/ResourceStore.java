package io.herald.control.resource;

import io.herald.control.design.Author;
import io.herald.control.design.StoredFiles;
import io.herald.message.link.Supplies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code resource} and {@code resource_content}. Every change is one statement, complete
 * or not done at all. Safe for use by many threads.
 */
public final class ResourceStore implements StoredFiles {
  private final JdbcClient sql;

  public ResourceStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /** Stores bytes under a path, whatever was there. */
  StoredResource put(String path, String sha256, String type, byte[] bytes, Author author) {
    return sql.sql(
            """
            WITH kept AS (
              INSERT INTO resource_content (sha256, type, content) VALUES (:sha256, :type, :content)
              ON CONFLICT (sha256) DO NOTHING)
            INSERT INTO resource (path, sha256, type, bytes, last_modified, last_modified_by)
            VALUES (:path, :sha256, :type, :bytes, :at, :login)
            ON CONFLICT (path) DO UPDATE
              SET sha256 = excluded.sha256, type = excluded.type, bytes = excluded.bytes,
                last_modified = excluded.last_modified, last_modified_by = excluded.last_modified_by
            RETURNING *
            """)
        .param("sha256", sha256)
        .param("content", bytes)
        .param("path", path)
        .param("type", type)
        .param("bytes", bytes.length)
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login())
        .query(ResourceStore::read)
        .single();
  }

  Optional<StoredResource> find(String path) {
    return sql.sql("SELECT * FROM resource WHERE path = :path")
        .param("path", path)
        .query(ResourceStore::read)
        .optional();
  }

  /** Those below a prefix whose paths come after this one, in order; at most so many. */
  List<StoredResource> list(String prefix, String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM resource WHERE starts_with(path, :prefix) AND path > :after
            ORDER BY path LIMIT :limit
            """)
        .param("prefix", prefix)
        .param("after", after)
        .param("limit", limit)
        .query(ResourceStore::read)
        .list();
  }

  /** The live templates whose publication names this path or its bytes, by name. */
  List<String> liveUses(String path) {
    return sql.sql(
            """
            SELECT l.template
            FROM live_template l
              JOIN template_version v ON v.template = l.template AND v.version = l.version
            WHERE EXISTS (
              SELECT 1
              FROM jsonb_each(
                CASE jsonb_typeof(v.publication::jsonb #> '{supplies,resources}')
                  WHEN 'object' THEN v.publication::jsonb #> '{supplies,resources}' END) r
              WHERE r.key = :path
                OR r.value ->> 'sha256' = (SELECT sha256 FROM resource WHERE path = :path))
            ORDER BY l.template
            """)
        .param("path", path)
        .query(String.class)
        .list();
  }

  /** False when there is none. */
  boolean delete(String path) {
    return sql.sql("DELETE FROM resource WHERE path = :path").param("path", path).update() > 0;
  }

  /** Bytes that were stored once, whatever became of their path. */
  public Optional<ResourceBytes> content(String sha256) {
    return sql.sql("SELECT type, content FROM resource_content WHERE sha256 = :sha256")
        .param("sha256", sha256)
        .query((row, _) -> new ResourceBytes(row.getString(1), row.getBytes(2)))
        .optional();
  }

  @Override
  public Map<String, Supplies.Resource> beginningWith(String prefix) {
    Map<String, Supplies.Resource> found = new LinkedHashMap<>();
    list(prefix, "", MOST + 1).forEach(one -> found.put(one.path(), supplied(one)));
    return found;
  }

  @Override
  public Optional<Supplies.Resource> withSum(String sha256) {
    return sql.sql("SELECT * FROM resource WHERE sha256 = :sha256 ORDER BY path LIMIT 1")
        .param("sha256", sha256)
        .query(ResourceStore::read)
        .optional()
        .map(ResourceStore::supplied);
  }

  @Override
  public Optional<byte[]> bytes(String sha256) {
    return content(sha256).map(ResourceBytes::bytes);
  }

  private static Supplies.Resource supplied(StoredResource stored) {
    return new Supplies.Resource(stored.sha256(), stored.type(), stored.bytes());
  }

  private static StoredResource read(ResultSet row, int number) throws SQLException {
    return new StoredResource(
        row.getString("path"),
        row.getString("sha256"),
        row.getString("type"),
        row.getInt("bytes"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
