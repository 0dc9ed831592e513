package io.herald.control.block;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code template_option}. Every change is one statement, complete or not done at all.
 * Safe for use by many threads.
 */
public final class OptionStore {
  /** Drafts and blocks in whose text, whichever column holds it, the option is named. */
  private static final String USES =
      """
      SELECT 'template ' || t.name AS by FROM template t WHERE to_jsonb(t)::text ~ :inclusion
      UNION ALL
      SELECT 'block ' || b.name FROM personalization_block b WHERE to_jsonb(b)::text ~ :inclusion
      """;

  private final JdbcClient sql;

  public OptionStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /** Stores a new option. */
  Saving<TemplateOption> create(TemplateOption option, Author author) {
    try {
      return new Saving.Done<>(
          withContent(
                  """
                  INSERT INTO template_option (name, label, value,
                    revision, created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :value, 1, :at, :login, :at, :login)
                  RETURNING *
                  """,
                  option,
                  author)
              .query(OptionStore::read)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the option of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  Saving<TemplateOption> replace(TemplateOption option, @Nullable Integer expected, Author author) {
    return withContent(
            """
            UPDATE template_option
            SET label = :label, value = :value, revision = revision + 1,
              last_modified = :at, last_modified_by = :login
            WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
            RETURNING *
            """,
            option,
            author)
        .param("expected", expected)
        .query(OptionStore::read)
        .optional()
        .<Saving<TemplateOption>>map(Saving.Done::new)
        .or(() -> option(option.name()).map(other -> new Saving.Stale<>(other.revision())))
        .orElseGet(Saving.Unknown::new);
  }

  /** The option of this name. */
  public Optional<Saved<TemplateOption>> option(String name) {
    return sql.sql("SELECT * FROM template_option WHERE name = :name")
        .param("name", name)
        .query(OptionStore::read)
        .optional();
  }

  /** Those whose names come after this one, in order; at most so many. */
  List<Saved<TemplateOption>> options(String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM template_option
            WHERE name COLLATE "C" > :after ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(OptionStore::read)
        .list();
  }

  /** Removes an option that no draft and no block names. */
  Deletion delete(String name, @Nullable Integer expected) {
    int deleted =
        sql.sql(
                """
                DELETE FROM template_option
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                  AND NOT EXISTS (%s)
                """
                    .formatted(USES))
            .param("name", name)
            .param("expected", expected)
            .param("inclusion", Inclusions.ofOption(name))
            .update();
    if (deleted == 1) {
      return new Deletion.Done();
    }
    Optional<Saved<TemplateOption>> there = option(name);
    if (there.isEmpty()) {
      return new Deletion.Unknown();
    }
    return expected != null && expected != there.get().revision()
        ? new Deletion.Stale(there.get().revision())
        : new Deletion.InUse(uses(name));
  }

  private List<String> uses(String name) {
    return sql.sql(USES + "ORDER BY by LIMIT 20")
        .param("inclusion", Inclusions.ofOption(name))
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec withContent(
      String statement, TemplateOption option, Author author) {
    return sql.sql(statement)
        .param("name", option.name())
        .param("label", option.label())
        .param("value", option.value())
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login());
  }

  private static Saved<TemplateOption> read(ResultSet row, int index) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        new TemplateOption(row.getString("name"), row.getString("label"), row.getString("value")),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
