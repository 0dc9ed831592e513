package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.design.PublicationRequest;
import io.herald.control.design.Publications;
import io.herald.message.link.Publication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tables {@code template_version} and {@code live_template}: what should be live. Every change
 * is one statement, complete or not done at all. Safe for use by many threads.
 */
public final class PublishStore implements Publications {
  private final JdbcClient sql;
  private final JsonMapper mapper;
  private final ApprovalStore approvals;
  private final TakenStore taken;

  /**
   * @param taken says which live versions took in what is not the same any more
   */
  public PublishStore(DataSource database, JsonMapper mapper, TakenStore taken) {
    this.approvals = new ApprovalStore(database);
    this.taken = taken;
    this.sql = JdbcClient.create(database);
    this.mapper = mapper;
  }

  /** The number the next publication of this template gets: numbers are never used again. */
  public int nextVersion(String template) {
    return sql.sql(
            "SELECT coalesce(max(version), 0) + 1 FROM template_version WHERE template = :template")
        .param("template", template)
        .query(Integer.class)
        .single();
  }

  /**
   * Freezes a version and states that it should be live.
   *
   * @param templateRevision the draft it was made from
   * @param eventTypeRevision the event type it was made from
   * @param seen the version that has to be live still; null: whatever is live
   * @param approvedBy the second person, who approves what this login asked for and nobody has
   *     taken back; null: none is needed
   * @return false: nothing was published, because a draft was changed, another publication was
   *     faster, or the version that was seen is not live any more
   */
  boolean publish(
      Publication publication,
      int templateRevision,
      int eventTypeRevision,
      @Nullable Integer seen,
      String login,
      @Nullable String approvedBy) {
    try {
      return sql.sql(
                  """
                  WITH seen AS (
                    -- the lock keeps others from unpublishing it until this is committed
                    SELECT template FROM live_template
                    WHERE template = :template AND version = CAST(:seen AS integer)
                    FOR UPDATE
                  ), draft AS (
                    -- the locks keep both as they were checked until this is committed
                    SELECT t.name AS template, e.name AS event_type
                    FROM template t JOIN event_type e ON e.name = t.event_type
                    WHERE t.name = :template AND t.revision = :templateRevision
                      AND e.revision = :eventTypeRevision
                      AND (CAST(:seen AS integer) IS NULL OR EXISTS (SELECT FROM seen))
                    FOR SHARE
                  ), fulfilled AS (
                    -- an approval takes a wish that still waits; a publication without one is the
                    -- answer to whatever was asked for before
                    DELETE FROM publication_request
                    WHERE template IN (SELECT template FROM draft)
                      AND (CAST(:approvedBy AS text) IS NULL
                        OR requested_by = :login AND rejected_by IS NULL)
                    RETURNING template
                  ), frozen AS (
                    INSERT INTO template_version (template, version, published_at, published_by,
                      approved_by, template_revision, event_type_revision, publication)
                    SELECT template, :version, :at, :login, CAST(:approvedBy AS text),
                      :templateRevision, :eventTypeRevision, CAST(:publication AS json)
                    FROM draft
                    WHERE CAST(:approvedBy AS text) IS NULL OR EXISTS (SELECT FROM fulfilled)
                    RETURNING template, version
                  )
                  INSERT INTO live_template (template, version, event_type)
                  SELECT template, version, event_type FROM frozen JOIN draft USING (template)
                  ON CONFLICT (template) DO UPDATE
                    SET version = excluded.version, event_type = excluded.event_type
                  """)
              .param("template", publication.template())
              .param("version", publication.version())
              .param("at", timestamp(publication.publishedAt()))
              .param("login", login)
              .param("seen", seen)
              .param("approvedBy", approvedBy)
              .param("templateRevision", templateRevision)
              .param("eventTypeRevision", eventTypeRevision)
              .param("publication", mapper.writeValueAsString(publication))
              .update()
          == 1;
    } catch (DuplicateKeyException _) {
      return false;
    }
  }

  /**
   * Freezes an earlier version again, under a new number, and states that it should be live.
   *
   * @param earlier the version it repeats
   * @return false: nothing was published, because another publication was faster, or the template
   *     or the event type was deleted
   */
  boolean repeat(Publication publication, int earlier, String login) {
    try {
      return sql.sql(
                  """
                  WITH there AS (
                    SELECT t.name AS template, e.name AS event_type
                    FROM template t JOIN event_type e ON e.name = :eventType
                    WHERE t.name = :template
                    FOR SHARE
                  ), frozen AS (
                    -- with the revisions of the earlier one: the draft as it is now is another
                    INSERT INTO template_version (template, version, published_at, published_by,
                      template_revision, event_type_revision, publication, repeats)
                    SELECT template, :version, :at, :login,
                      v.template_revision, v.event_type_revision, CAST(:publication AS json),
                      v.version
                    FROM there JOIN template_version v USING (template)
                    WHERE v.version = :earlier
                    RETURNING template, version
                  )
                  INSERT INTO live_template (template, version, event_type)
                  SELECT template, version, event_type FROM frozen JOIN there USING (template)
                  ON CONFLICT (template) DO UPDATE
                    SET version = excluded.version, event_type = excluded.event_type
                  """)
              .param("template", publication.template())
              .param("eventType", publication.eventType().name())
              .param("version", publication.version())
              .param("earlier", earlier)
              .param("at", timestamp(publication.publishedAt()))
              .param("login", login)
              .param("publication", mapper.writeValueAsString(publication))
              .update()
          == 1;
    } catch (DuplicateKeyException _) {
      return false;
    }
  }

  /** States that no version should be live; empty when none was. */
  public Optional<Integer> unpublish(String template) {
    return sql.sql("DELETE FROM live_template WHERE template = :template RETURNING version")
        .param("template", template)
        .query(Integer.class)
        .optional();
  }

  /**
   * States that the events of a live template should be held back (EV-40); repeating it changes
   * nothing.
   *
   * @return how it should stand now; empty when it should not be live
   */
  Optional<Standing> pause(String template, Author author) {
    return sql.sql(
            """
            UPDATE live_template
            SET paused_at = coalesce(paused_at, :at), paused_by = coalesce(paused_by, :login)
            WHERE template = :template
            RETURNING version, paused_at IS NOT NULL AS paused
            """)
        .param("template", template)
        .param("at", timestamp(author.at()))
        .param("login", author.login())
        .query(PublishStore::standing)
        .optional();
  }

  /** States that they may go on (EV-41); otherwise as {@link #pause}. */
  Optional<Standing> resume(String template) {
    return sql.sql(
            """
            UPDATE live_template SET paused_at = NULL, paused_by = NULL WHERE template = :template
            RETURNING version, paused_at IS NOT NULL AS paused
            """)
        .param("template", template)
        .query(PublishStore::standing)
        .optional();
  }

  /** How a template should stand; empty when it should not be live. */
  Optional<Standing> standing(String template) {
    return sql.sql(
            """
            SELECT version, paused_at IS NOT NULL AS paused FROM live_template
            WHERE template = :template
            """)
        .param("template", template)
        .query(PublishStore::standing)
        .optional();
  }

  /** What should be live, by template. */
  Map<String, Standing> wanted() {
    Map<String, Standing> wanted = new HashMap<>();
    sql.sql("SELECT template, version, paused_at IS NOT NULL AS paused FROM live_template")
        .query(
            row -> {
              wanted.put(row.getString("template"), standing(row, 0));
            });
    return wanted;
  }

  private static Standing standing(ResultSet row, int index) throws SQLException {
    return new Standing(row.getInt("version"), row.getBoolean("paused"));
  }

  /** The version that should be live, if there is one. */
  public Optional<Integer> liveVersion(String template) {
    return sql.sql("SELECT version FROM live_template WHERE template = :template")
        .param("template", template)
        .query(Integer.class)
        .optional();
  }

  /** A version as it was frozen. */
  public Optional<Publication> frozen(String template, int version) {
    return publication(template, version).map(text -> mapper.readValue(text, Publication.class));
  }

  /** A version as it travels. */
  Optional<String> publication(String template, int version) {
    return sql.sql(
            """
            SELECT publication FROM template_version
            WHERE template = :template AND version = :version
            """)
        .param("template", template)
        .param("version", version)
        .query(String.class)
        .optional();
  }

  /** All versions of a template, the newest first; those before a version, at most so many. */
  List<Version> versions(String template, int before, int limit) {
    return sql.sql(
            """
            SELECT v.version, v.published_at, v.published_by, v.approved_by, v.repeats,
              l.version IS NOT NULL AS live
            FROM template_version v LEFT JOIN live_template l USING (template, version)
            WHERE v.template = :template AND v.version < :before
            ORDER BY v.version DESC LIMIT :limit
            """)
        .param("template", template)
        .param("before", before)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Version(
                    row.getInt("version"),
                    instant(row, "published_at"),
                    row.getString("published_by"),
                    row.getString("approved_by"),
                    row.getObject("repeats", Integer.class),
                    row.getBoolean("live")))
        .list();
  }

  @Override
  public Optional<PublicationRequest> request(String template) {
    return approvals.find(template);
  }

  @Override
  public Map<String, Live> live(List<String> templates) {
    Map<String, List<InstanceState>> instances = instanceStates(templates);
    Set<String> outdated = taken.outdated(templates);
    Map<String, Live> live = new HashMap<>();
    sql.sql(
            """
            SELECT l.template, l.version, v.published_at, l.paused_at, l.paused_by,
              v.template_revision <> t.revision OR v.event_type_revision <> e.revision AS modified
            FROM live_template l
              JOIN template_version v USING (template, version)
              JOIN template t ON t.name = l.template
              JOIN event_type e ON e.name = l.event_type
            WHERE l.template = ANY (:templates)
            """)
        .param("templates", templates.toArray(String[]::new))
        .query(
            row -> {
              String template = row.getString("template");
              live.put(
                  template,
                  new Live(
                      row.getInt("version"),
                      instant(row, "published_at"),
                      row.getBoolean("modified") || outdated.contains(template),
                      pause(row),
                      instances.getOrDefault(template, List.of())));
            });
    return live;
  }

  @Override
  public List<Publication> liveFor(String eventType) {
    return sql.sql(
            """
            SELECT v.publication FROM live_template l JOIN template_version v USING (template, version)
            WHERE l.event_type = :eventType ORDER BY l.template COLLATE "C"
            """)
        .param("eventType", eventType)
        .query((row, _) -> mapper.readValue(row.getString("publication"), Publication.class))
        .list();
  }

  @Override
  public Map<String, LiveType> liveTypes(List<String> eventTypes) {
    Map<String, LiveType> live = new HashMap<>();
    sql.sql(
            """
            SELECT l.event_type, bool_or(v.event_type_revision <> e.revision) AS modified,
              array_agg(l.template ORDER BY l.template COLLATE "C") AS templates
            FROM live_template l
              JOIN template_version v USING (template, version)
              JOIN event_type e ON e.name = l.event_type
            WHERE l.event_type = ANY (:eventTypes)
            GROUP BY l.event_type
            """)
        .param("eventTypes", eventTypes.toArray(String[]::new))
        .query(
            row -> {
              String[] templates = (String[]) row.getArray("templates").getArray();
              live.put(
                  row.getString("event_type"),
                  new LiveType(List.of(templates), row.getBoolean("modified")));
            });
    return live;
  }

  private static @Nullable Pause pause(ResultSet row) throws SQLException {
    @Nullable String by = row.getString("paused_by");
    return by == null ? null : new Pause(instant(row, "paused_at"), by);
  }

  private Map<String, List<InstanceState>> instanceStates(List<String> templates) {
    Map<String, List<InstanceState>> states = new HashMap<>();
    sql.sql(
            """
            SELECT l.template, i.name,
              (x.version, x.paused) IS NOT DISTINCT FROM (l.version, l.paused_at IS NOT NULL) AS has_it,
              coalesce(i.last_error, 'on its way') AS why
            FROM live_template l
              CROSS JOIN execution_instance i
              LEFT JOIN instance_template x ON x.instance = i.id AND x.template = l.template
            WHERE l.template = ANY (:templates) AND i.enabled
            ORDER BY i.name
            """)
        .param("templates", templates.toArray(String[]::new))
        .query(
            row -> {
              states
                  .computeIfAbsent(row.getString("template"), _ -> new ArrayList<>())
                  .add(
                      new InstanceState(
                          row.getString("name"),
                          row.getBoolean("has_it") ? null : row.getString("why")));
            });
    return states;
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
