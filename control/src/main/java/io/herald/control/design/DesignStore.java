package io.herald.control.design;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables {@code event_type} and {@code template}. Every method is one statement, complete or
 * not done at all. Safe for use by many threads.
 */
public final class DesignStore {
  private static final TypeReference<List<Publication.Field>> FIELDS = new TypeReference<>() {};

  private static final TypeReference<List<Publication.Header>> HEADERS = new TypeReference<>() {};

  private static final TypeReference<List<Publication.Variant>> VARIANTS = new TypeReference<>() {};

  private static final TypeReference<List<Publication.Attachment>> ATTACHMENTS =
      new TypeReference<>() {};

  private static final TypeReference<List<Publication.Enrichment>> ENRICHMENTS =
      new TypeReference<>() {};

  private final JdbcClient sql;
  private final JsonMapper mapper;

  public DesignStore(DataSource database, JsonMapper mapper) {
    this.sql = JdbcClient.create(database);
    this.mapper = mapper;
  }

  /** Stores a new event type. */
  public Saving<EventType> create(EventType type, Author author) {
    try {
      return new Saving.Done<>(
          sql.sql(
                  """
                  INSERT INTO event_type (name, label, channel, fields, enrichments, revision,
                    created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :channel, CAST(:fields AS jsonb),
                    CAST(:enrichments AS jsonb), 1,
                    :at, :login, :at, :login)
                  RETURNING *
                  """)
              .param("name", type.name())
              .param("label", type.label())
              .param("channel", type.channel().number())
              .param("fields", mapper.writeValueAsString(type.fields()))
              .param("enrichments", mapper.writeValueAsString(type.enrichments()))
              .param("at", timestamp(author.at()))
              .param("login", author.login())
              .query(this::readEventType)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the event type of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  public Saving<EventType> replace(EventType type, @Nullable Integer expected, Author author) {
    Optional<Saved<EventType>> saved =
        sql.sql(
                """
                UPDATE event_type
                SET label = :label, channel = :channel, fields = CAST(:fields AS jsonb),
                  enrichments = CAST(:enrichments AS jsonb), revision = revision + 1, last_modified = :at, last_modified_by = :login
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                RETURNING *
                """)
            .param("name", type.name())
            .param("label", type.label())
            .param("channel", type.channel().number())
            .param("fields", mapper.writeValueAsString(type.fields()))
            .param("enrichments", mapper.writeValueAsString(type.enrichments()))
            .param("at", timestamp(author.at()))
            .param("login", author.login())
            .param("expected", expected)
            .query(this::readEventType)
            .optional();
    return saved
        .<Saving<EventType>>map(Saving.Done::new)
        .orElseGet(() -> whyUnchanged(eventType(type.name())));
  }

  /** The event type of this name. */
  public Optional<Saved<EventType>> eventType(String name) {
    return sql.sql("SELECT * FROM event_type WHERE name = :name")
        .param("name", name)
        .query(this::readEventType)
        .optional();
  }

  /** Those whose names come after this one, in order; at most so many. */
  List<Saved<EventType>> eventTypes(String after, int limit) {
    return sql.sql(
            """
            SELECT * FROM event_type WHERE name COLLATE "C" > :after
            ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(this::readEventType)
        .list();
  }

  /**
   * Copies an event type, and the design of its message if one is wanted: of the one that was saved
   * last.
   *
   * @param template the name of the message's copy; null: none is wanted
   */
  public Copying copy(
      String original, String name, String label, @Nullable String template, Author author) {
    if (eventType(original).isEmpty()) {
      return new Copying.Unknown();
    }
    if (template != null && templatesOf(original).isEmpty()) {
      return new Copying.NoTemplate();
    }
    try {
      return sql.sql(
              """
              WITH message AS (
                INSERT INTO template (name, label, event_type, channel,
                  sender_name, sender_address, reply_to, error_address, subject, html, text,
                  auto_escape, preheader, headers, mjml, brand, language, variants, attachments,
                  validity_seconds, retries, on_uncertain, revision,
                  created, created_by, last_modified, last_modified_by)
                SELECT CAST(:template AS text), label, :name, channel,
                  sender_name, sender_address, reply_to, error_address, subject, html, text,
                  auto_escape, preheader, headers, mjml, brand, language, variants, attachments,
                  validity_seconds, retries, on_uncertain, 1,
                  :at, :login, :at, :login
                FROM template
                WHERE event_type = :original AND CAST(:template AS text) IS NOT NULL
                ORDER BY last_modified DESC, id DESC LIMIT 1
              )
              INSERT INTO event_type (name, label, channel, fields, enrichments, revision,
                created, created_by, last_modified, last_modified_by)
              SELECT :name, :label, channel, fields, enrichments, 1, :at, :login, :at, :login
              FROM event_type WHERE name = :original
              RETURNING *
              """)
          .param("original", original)
          .param("name", name)
          .param("label", label)
          .param("template", template)
          .param("at", timestamp(author.at()))
          .param("login", author.login())
          .query(this::readEventType)
          .optional()
          .<Copying>map(Copying.Done::new)
          .orElseGet(Copying.Unknown::new);
    } catch (DuplicateKeyException _) {
      return new Copying.NameTaken();
    }
  }

  /** Removes an event type that no template names. */
  public Deletion deleteEventType(String name, @Nullable Integer expected) {
    try {
      int deleted =
          sql.sql(
                  """
                  DELETE FROM event_type
                  WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                    AND NOT EXISTS (SELECT FROM template WHERE event_type = :name)
                  """)
              .param("name", name)
              .param("expected", expected)
              .update();
      if (deleted == 1) {
        return new Deletion.Done();
      }
    } catch (DataIntegrityViolationException _) {
      // a template of it went live between our look and our delete
    }
    return eventType(name)
        .map(
            there ->
                expected != null && there.revision() != expected
                    ? new Deletion.Stale(there.revision())
                    : new Deletion.InUse(templatesOf(name)))
        .orElseGet(Deletion.Unknown::new);
  }

  private List<String> templatesOf(String eventType) {
    return sql.sql(
            "SELECT name FROM template WHERE event_type = :type ORDER BY name COLLATE \"C\" LIMIT"
                + " 20")
        .param("type", eventType)
        .query(String.class)
        .list();
  }

  /** Stores a new template. */
  public Saving<Template> create(Template template, Author author) {
    try {
      return new Saving.Done<>(
          withContent(
                  """
                  INSERT INTO template (name, label, event_type, channel,
                    sender_name, sender_address, reply_to, error_address, subject, html, text,
                    auto_escape, preheader, headers, mjml, brand, language, variants, attachments,
                    validity_seconds, retries, on_uncertain, revision,
                    created, created_by, last_modified, last_modified_by)
                  VALUES (:name, :label, :eventType, :channel,
                    :senderName, :senderAddress, :replyTo, :errorAddress, :subject, :html, :text,
                    :autoEscape, :preheader, CAST(:headers AS jsonb), :mjml, :brand, :language,
                    CAST(:variants AS jsonb), CAST(:attachments AS jsonb), :validity, :retries, :onUncertain, 1,
                    :at, :login, :at, :login)
                  RETURNING *
                  """,
                  template,
                  author)
              .query(this::readTemplate)
              .single());
    } catch (DuplicateKeyException _) {
      return new Saving.NameTaken<>();
    }
  }

  /**
   * Changes the template of this name.
   *
   * @param expected the revision this is a change of; null: whichever is there
   */
  public Saving<Template> replace(Template template, @Nullable Integer expected, Author author) {
    Optional<Saved<Template>> saved =
        withContent(
                """
                UPDATE template
                SET label = :label, event_type = :eventType, channel = :channel,
                  sender_name = :senderName, sender_address = :senderAddress, reply_to = :replyTo,
                  error_address = :errorAddress, subject = :subject, html = :html, text = :text,
                  auto_escape = :autoEscape, preheader = :preheader,
                  headers = CAST(:headers AS jsonb), mjml = :mjml, brand = :brand,
                  language = :language, variants = CAST(:variants AS jsonb),
                  attachments = CAST(:attachments AS jsonb), validity_seconds = :validity, retries = :retries,
                  on_uncertain = :onUncertain, revision = revision + 1,
                  last_modified = :at, last_modified_by = :login
                WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                RETURNING *
                """,
                template,
                author)
            .param("expected", expected)
            .query(this::readTemplate)
            .optional();
    return saved
        .<Saving<Template>>map(Saving.Done::new)
        .orElseGet(() -> whyUnchanged(template(template.name())));
  }

  /** The template of this name. */
  public Optional<Saved<Template>> template(String name) {
    return sql.sql("SELECT * FROM template WHERE name = :name")
        .param("name", name)
        .query(this::readTemplate)
        .optional();
  }

  /** The template with this number. */
  public Optional<Saved<Template>> template(long id) {
    return sql.sql("SELECT * FROM template WHERE id = :id")
        .param("id", id)
        .query(this::readTemplate)
        .optional();
  }

  /** Those whose names come after this one, in order, without their content; at most so many. */
  public List<Saved<TemplateHeading>> headings(String after, int limit) {
    return sql.sql(
            """
            SELECT id, name, label, event_type, channel, revision,
              created, created_by, last_modified, last_modified_by
            FROM template WHERE name COLLATE "C" > :after
            ORDER BY name COLLATE "C" LIMIT :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, _) ->
                saved(
                    row,
                    new TemplateHeading(
                        row.getString("name"),
                        row.getString("label"),
                        row.getString("event_type"),
                        channel(row))))
        .list();
  }

  /** Removes a template that is not published. */
  public Deletion deleteTemplate(String name, @Nullable Integer expected) {
    try {
      int deleted =
          sql.sql(
                  """
                  DELETE FROM template
                  WHERE name = :name AND revision = coalesce(CAST(:expected AS integer), revision)
                  """)
              .param("name", name)
              .param("expected", expected)
              .update();
      return deleted == 1
          ? new Deletion.Done()
          : template(name)
              .<Deletion>map(there -> new Deletion.Stale(there.revision()))
              .orElseGet(Deletion.Unknown::new);
    } catch (DataIntegrityViolationException _) {
      // live_template refers to it (TPL-23)
      return new Deletion.InUse(List.of("its publication"));
    }
  }

  private static <T> Saving<T> whyUnchanged(Optional<Saved<T>> there) {
    return there
        .<Saving<T>>map(other -> new Saving.Stale<>(other.revision()))
        .orElseGet(Saving.Unknown::new);
  }

  private JdbcClient.StatementSpec withContent(String statement, Template template, Author author) {
    Publication.Content content = template.content();
    Publication.DeliverySettings delivery = template.delivery();
    return sql.sql(statement)
        .param("name", template.name())
        .param("label", template.label())
        .param("eventType", template.eventType())
        .param("channel", template.channel().number())
        .param("senderName", content.senderName())
        .param("senderAddress", content.senderAddress())
        .param("replyTo", content.replyTo())
        .param("errorAddress", content.errorAddress())
        .param("subject", content.subject())
        .param("html", content.html())
        .param("text", content.text())
        .param("autoEscape", content.autoEscape())
        .param("preheader", content.preheader())
        .param("headers", mapper.writeValueAsString(content.headers()))
        .param("mjml", content.mjml())
        .param("brand", content.brand())
        .param("language", content.language())
        .param("variants", mapper.writeValueAsString(content.variants()))
        .param("attachments", mapper.writeValueAsString(content.attachments()))
        .param("validity", delivery.validitySeconds())
        .param("retries", delivery.retries())
        .param("onUncertain", delivery.onUncertain())
        .param("at", timestamp(author.at()))
        .param("login", author.login());
  }

  private Saved<EventType> readEventType(ResultSet row, int index) throws SQLException {
    return saved(
        row,
        new EventType(
            row.getString("name"),
            row.getString("label"),
            channel(row),
            mapper.readValue(row.getString("fields"), FIELDS),
            mapper.readValue(row.getString("enrichments"), ENRICHMENTS)));
  }

  private Saved<Template> readTemplate(ResultSet row, int index) throws SQLException {
    return saved(
        row,
        new Template(
            row.getString("name"),
            row.getString("label"),
            row.getString("event_type"),
            channel(row),
            new Publication.Content(
                row.getString("sender_name"),
                row.getString("sender_address"),
                row.getString("reply_to"),
                row.getString("error_address"),
                row.getString("subject"),
                row.getString("html"),
                row.getString("text"),
                row.getBoolean("auto_escape"),
                row.getString("preheader"),
                mapper.readValue(row.getString("headers"), HEADERS),
                row.getString("mjml"),
                row.getString("brand"),
                row.getString("language"),
                mapper.readValue(row.getString("variants"), VARIANTS),
                mapper.readValue(row.getString("attachments"), ATTACHMENTS)),
            new Publication.DeliverySettings(
                row.getLong("validity_seconds"),
                row.getString("retries"),
                row.getString("on_uncertain"))));
  }

  private static Channel channel(ResultSet row) throws SQLException {
    // the table's CHECK lets nothing else in
    return Channel.ofNumber(row.getInt("channel")).orElseThrow();
  }

  private static <T> Saved<T> saved(ResultSet row, T value) throws SQLException {
    return new Saved<>(
        row.getLong("id"),
        row.getInt("revision"),
        value,
        row.getObject("created", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getObject("last_modified", OffsetDateTime.class).toInstant(),
        row.getString("last_modified_by"));
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
