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
 * The table {@code personalization_block}. Every change is one statement, complete or not done at
 * all. Safe for use by many threads.
 */
public final class BlockStore {
  /** Drafts and other blocks in whose text, whichever column holds it, the block is included. */
  private static final String USES =
      """
      SELECT 'template ' || t.name AS by FROM template t WHERE to_jsonb(t)::text ~ :inclusion
      UNION ALL
      SELECT 'block ' || b.name FROM personalization_block b
      WHERE b.name <> :name AND to_jsonb(b)::text ~ :inclusion
      """;

  private final JdbcClient sql;

  public BlockStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /** Stores a new block. */
  Saving<PersonalizationBlock> create(PersonalizationBlock block, Author author) {
    try {
      return new Saving.Done<>(
          withContent(
                  """
                  INSERT INTO personalization_block (name, label, html, text, in_menus, dimension,
                    revision, created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :html, :text, :inMenus, :dimension,
                    1, :at, :login, :at, :login)
                  RETURNING *
                  """,
                  block,
                  author)
              .query(BlockStore::read)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the block of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  Saving<PersonalizationBlock> replace(
      PersonalizationBlock block, @Nullable Integer expected, Author author) {
    return withContent(
            """
            UPDATE personalization_block
            SET label = :label, html = :html, text = :text, in_menus = :inMenus,
              dimension = :dimension, revision = revision + 1,
              last_modified = :at, last_modified_by = :login
            WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
            RETURNING *
            """,
            block,
            author)
        .param("expected", expected)
        .query(BlockStore::read)
        .optional()
        .<Saving<PersonalizationBlock>>map(Saving.Done::new)
        .or(() -> block(block.name()).map(other -> new Saving.Stale<>(other.revision())))
        .orElseGet(Saving.Unknown::new);
  }

  /** The block of this name. */
  public Optional<Saved<PersonalizationBlock>> block(String name) {
    return sql.sql("SELECT * FROM personalization_block WHERE name = :name")
        .param("name", name)
        .query(BlockStore::read)
        .optional();
  }

  /** Those whose names come after this one, in order; at most so many. */
  List<Saved<PersonalizationBlock>> blocks(String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM personalization_block
            WHERE name COLLATE "C" > :after ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(BlockStore::read)
        .list();
  }

  /** Removes a block that no draft and no other block includes. */
  Deletion delete(String name, @Nullable Integer expected) {
    int deleted =
        sql.sql(
                """
                DELETE FROM personalization_block
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                  AND NOT EXISTS (%s)
                """
                    .formatted(USES))
            .param("name", name)
            .param("expected", expected)
            .param("inclusion", Inclusions.ofBlock(name))
            .update();
    if (deleted == 1) {
      return new Deletion.Done();
    }
    Optional<Saved<PersonalizationBlock>> there = block(name);
    if (there.isEmpty()) {
      return new Deletion.Unknown();
    }
    return expected != null && expected != there.get().revision()
        ? new Deletion.Stale(there.get().revision())
        : new Deletion.InUse(uses(name));
  }

  private List<String> uses(String name) {
    return sql.sql(USES + "ORDER BY by LIMIT 20")
        .param("name", name)
        .param("inclusion", Inclusions.ofBlock(name))
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec withContent(
      String statement, PersonalizationBlock block, Author author) {
    return sql.sql(statement)
        .param("name", block.name())
        .param("label", block.label())
        .param("html", block.html())
        .param("text", block.text())
        .param("inMenus", block.inMenus())
        .param("dimension", block.dimension())
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login());
  }

  private static Saved<PersonalizationBlock> read(ResultSet row, int index) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        new PersonalizationBlock(
            row.getString("name"),
            row.getString("label"),
            row.getString("html"),
            row.getString("text"),
            row.getBoolean("in_menus"),
            row.getString("dimension")),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
