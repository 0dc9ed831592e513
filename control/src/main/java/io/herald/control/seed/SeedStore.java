package io.herald.control.seed;

import io.herald.control.design.Author;
import io.herald.control.design.Deletion;
import io.herald.control.design.Saved;
import io.herald.control.design.Saving;
import io.herald.message.event.EventContext;
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
 * The table {@code seed}. Every change is one statement, complete or not done at all. Safe for use
 * by many threads.
 */
public final class SeedStore {
  private final JdbcClient sql;

  public SeedStore(DataSource database) {
    this.sql = JdbcClient.create(database);
  }

  /**
   * Stores a new seed.
   *
   * @param seed without a name (empty), it gets the next free one of the form {@code SDM7}
   */
  public Saving<Seed> create(Seed seed, Author author) {
    if (!seed.name().isEmpty()) {
      return insert(seed, author);
    }
    while (true) {
      // somebody may have chosen just this name; each turn takes another number
      Saving<Seed> saving = insert(seed.copiedTo(nextName(), seed.madeFor()), author);
      if (!(saving instanceof Saving.NameTaken)) {
        return saving;
      }
    }
  }

  private String nextName() {
    return sql.sql("SELECT 'SDM' || nextval('seed_number')").query(String.class).single();
  }

  private Saving<Seed> insert(Seed seed, Author author) {
    try {
      return new Saving.Done<>(
          withContent(
                  """
                  INSERT INTO seed (name, label, email, mobile_phone, language, external_id,
                    event_type, template, ctx_format, ctx, trap, trap_rate, revision,
                    created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :email, :mobilePhone, :language, :externalId,
                    :eventType, :template, :format, :ctx, :trap, :trapRate, 1,
                    :at, :login, :at, :login)
                  RETURNING *
                  """,
                  seed,
                  author)
              .query(SeedStore::read)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the seed of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  Saving<Seed> replace(Seed seed, @Nullable Integer expected, Author author) {
    return withContent(
            """
            UPDATE seed
            SET label = :label, email = :email, mobile_phone = :mobilePhone,
              language = :language, external_id = :externalId, event_type = :eventType,
              template = :template, ctx_format = :format, ctx = :ctx, trap = :trap,
              trap_rate = :trapRate,
              revision = revision + 1, last_modified = :at, last_modified_by = :login
            WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
            RETURNING *
            """,
            seed,
            author)
        .param("expected", expected)
        .query(SeedStore::read)
        .optional()
        .<Saving<Seed>>map(Saving.Done::new)
        .or(() -> seed(seed.name()).map(other -> new Saving.Stale<>(other.revision())))
        .orElseGet(Saving.Unknown::new);
  }

  /** The seed of this name. */
  public Optional<Saved<Seed>> seed(String name) {
    return sql.sql("SELECT * FROM seed WHERE name = :name")
        .param("name", name)
        .query(SeedStore::read)
        .optional();
  }

  /**
   * Those whose names come after this one, in order; at most so many.
   *
   * @param eventType only those made for it; empty: of all
   * @param template only those made for it; empty: of all
   */
  List<Saved<Seed>> seeds(String eventType, String template, String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM seed
            WHERE name COLLATE "C" > :after
              AND (:eventType = '' OR event_type = :eventType)
              AND (:template = '' OR template = :template)
            ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("eventType", eventType)
        .param("template", template)
        .param("limit", limit)
        .query(SeedStore::read)
        .list();
  }

  /** Those that get copies of the messages of a template, by name; ten at most. */
  public List<Seed> traps(String eventType, String template) {
    return sql
        .sql(
            """
            SELECT * FROM seed
            WHERE trap AND email IS NOT NULL AND (event_type = :eventType OR template = :template)
            ORDER BY name COLLATE "C" LIMIT 10
            """)
        .param("eventType", eventType)
        .param("template", template)
        .query(SeedStore::read)
        .list()
        .stream()
        .map(Saved::value)
        .toList();
  }

  /** Removes a seed; proofs that were sent to it stay listed. */
  Deletion delete(String name, @Nullable Integer expected) {
    int deleted =
        sql.sql(
                """
                DELETE FROM seed
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                """)
            .param("name", name)
            .param("expected", expected)
            .update();
    return deleted == 1
        ? new Deletion.Done()
        : seed(name)
            .<Deletion>map(there -> new Deletion.Stale(there.revision()))
            .orElseGet(Deletion.Unknown::new);
  }

  private JdbcClient.StatementSpec withContent(String statement, Seed seed, Author author) {
    return sql.sql(statement)
        .param("name", seed.name())
        .param("label", seed.label())
        .param("email", seed.recipient().email())
        .param("mobilePhone", seed.recipient().mobilePhone())
        .param("language", seed.recipient().language())
        .param("externalId", seed.recipient().externalId())
        .param("eventType", seed.madeFor().eventType())
        .param("template", seed.madeFor().template())
        .param("format", seed.context().format().number())
        .param("ctx", seed.context().text())
        .param("trap", seed.trap())
        .param("trapRate", seed.trapRate())
        .param("at", author.at().atOffset(ZoneOffset.UTC))
        .param("login", author.login());
  }

  private static Saved<Seed> read(ResultSet row, int index) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        new Seed(
            row.getString("name"),
            row.getString("label"),
            new Seed.Recipient(
                row.getString("email"),
                row.getString("mobile_phone"),
                row.getString("language"),
                row.getString("external_id")),
            new Seed.MadeFor(row.getString("event_type"), row.getString("template")),
            new EventContext(
                EventContext.Format.ofNumber(row.getInt("ctx_format")), row.getString("ctx")),
            row.getBoolean("trap"),
            row.getDouble("trap_rate")),
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }
}
