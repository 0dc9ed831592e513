package io.herald.control.brand;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import io.herald.message.link.Supplies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code brand}. Every change is one statement, complete or not done at all. Safe for use
 * by many threads.
 */
public final class BrandStore {
  private final JdbcClient sql;

  public BrandStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /** All of them as templates see them, by name. */
  public Map<String, Supplies.Brand> all() {
    return sql.sql("SELECT * FROM brand").query(BrandStore::read).list().stream()
        .map(saved -> saved.value().fields())
        .collect(Collectors.toMap(Supplies.Brand::name, Function.identity()));
  }

  /** Stores a new brand. */
  Saving<Brand> create(Brand brand, Author author) {
    try {
      return new Saving.Done<>(
          withContent(
                  """
                  INSERT INTO brand (name, label, usual_name, logo_url, web_site_url, sender_name,
                    sender_address, reply_name, reply_address, error_address, email_url_base,
                    revision, created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :usualName, :logoUrl, :webSiteUrl, :senderName,
                    :senderAddress, :replyName, :replyAddress, :errorAddress, :emailUrlBase,
                    1, :at, :login, :at, :login)
                  RETURNING *
                  """,
                  brand,
                  author)
              .query(BrandStore::read)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the brand of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  Saving<Brand> replace(Brand brand, @Nullable Integer expected, Author author) {
    return withContent(
            """
            UPDATE brand
            SET label = :label, usual_name = :usualName, logo_url = :logoUrl,
              web_site_url = :webSiteUrl, sender_name = :senderName,
              sender_address = :senderAddress, reply_name = :replyName,
              reply_address = :replyAddress, error_address = :errorAddress,
              email_url_base = :emailUrlBase,
              revision = revision + 1, last_modified = :at, last_modified_by = :login
            WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
            RETURNING *
            """,
            brand,
            author)
        .param("expected", expected)
        .query(BrandStore::read)
        .optional()
        .<Saving<Brand>>map(Saving.Done::new)
        .or(() -> brand(brand.name()).map(other -> new Saving.Stale<>(other.revision())))
        .orElseGet(Saving.Unknown::new);
  }

  /** The brand of this name. */
  Optional<Saved<Brand>> brand(String name) {
    return sql.sql("SELECT * FROM brand WHERE name = :name")
        .param("name", name)
        .query(BrandStore::read)
        .optional();
  }

  /** Those whose names come after this one, in order; at most so many. */
  List<Saved<Brand>> brands(String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM brand WHERE name COLLATE "C" > :after
            ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(BrandStore::read)
        .list();
  }

  /** Removes a brand that no draft names. */
  Deletion delete(String name, @Nullable Integer expected) {
    int deleted =
        sql.sql(
                """
                DELETE FROM brand
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                  AND NOT EXISTS (SELECT FROM template WHERE template.brand = :name)
                """)
            .param("name", name)
            .param("expected", expected)
            .update();
    if (deleted == 1) {
      return new Deletion.Done();
    }
    Optional<Saved<Brand>> there = brand(name);
    if (there.isEmpty()) {
      return new Deletion.Unknown();
    }
    int revision = there.get().revision();
    return expected != null && expected != revision
        ? new Deletion.Stale(revision)
        : new Deletion.InUse(templates(name));
  }

  /** The drafts that name it. */
  private List<String> templates(String brand) {
    return sql.sql("SELECT name FROM template WHERE brand = :brand ORDER BY name COLLATE \"C\"")
        .param("brand", brand)
        .query(String.class)
        .list();
  }

  private JdbcClient.StatementSpec withContent(String statement, Brand brand, Author author) {
    Supplies.Brand fields = brand.fields();
    return sql.sql(statement)
        .param("name", fields.name())
        .param("label", brand.label())
        .param("usualName", fields.usualName())
        .param("logoUrl", fields.logoUrl())
        .param("webSiteUrl", fields.webSiteUrl())
        .param("senderName", fields.senderName())
        .param("senderAddress", fields.senderAddress())
        .param("replyName", fields.replyName())
        .param("replyAddress", fields.replyAddress())
        .param("errorAddress", fields.errorAddress())
        .param("emailUrlBase", fields.emailUrlBase())
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login());
  }

  private static Saved<Brand> read(ResultSet row, int index) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        new Brand(
            row.getString("label"),
            new Supplies.Brand(
                row.getString("name"),
                row.getString("usual_name"),
                row.getString("sender_name"),
                row.getString("sender_address"),
                row.getString("reply_name"),
                row.getString("reply_address"),
                row.getString("error_address"),
                row.getString("logo_url"),
                row.getString("web_site_url"),
                row.getString("email_url_base"))),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
