package io.herald.execution.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.herald.message.channel.Channel;
import io.herald.message.link.Catalog;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The live templates, kept in memory as one immutable snapshot that is replaced whole; the content
 * of each is read and compiled when it is first asked for. Looks for changes made by other
 * processes that share the database every {@link #POLL}. Safe for use by many threads.
 */
public final class PublishedTemplates implements LiveTemplates, Service {
  private static final Logger log = LoggerFactory.getLogger(PublishedTemplates.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  /** The latest wins (EV-4). */
  private static final Comparator<CatalogEntry> LATEST_LAST =
      Comparator.comparing(t -> t.heading().publishedAt());

  private record TypeAndChannel(String eventType, Channel channel) {}

  private record VersionKey(String template, int version) {}

  /** What is live: by template, by what it answers, and the event types. */
  private record Snapshot(
      long revision,
      Map<String, CatalogEntry> byTemplate,
      Map<TypeAndChannel, CatalogEntry> byTypeAndChannel,
      Map<String, Publication.EventType> eventTypes,
      Set<String> paused) {
    static final Snapshot EMPTY = new Snapshot(0, Map.of(), Map.of(), Map.of(), Set.of());
  }

  private final PublicationStore store;
  private final TemplateCompiler compiler;
  private final JsonMapper json = JsonMapper.builder().build();
  private final TemplateReading reading;
  private final Cache<VersionKey, LiveTemplate> earlierVersions =
      Caffeine.newBuilder().maximumSize(1_000).build();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("catalog").daemon().unstarted(this::run);
  private volatile Snapshot snapshot = Snapshot.EMPTY;

  public PublishedTemplates(DataSource dataSource, TemplateCompiler compiler) {
    this.store = new PublicationStore(dataSource);
    this.compiler = compiler;
    this.reading = new TemplateReading(compiler, json);
  }

  @Override
  public Optional<LiveTemplate> find(String eventType, Channel channel) {
    Snapshot now = snapshot;
    CatalogEntry latest = now.byTypeAndChannel().get(new TypeAndChannel(eventType, channel));
    return latest == null
        ? Optional.empty()
        : latest.ready().or(() -> anyReady(now, eventType, channel));
  }

  /** The latest that can be used, when the latest of all cannot. */
  private static Optional<LiveTemplate> anyReady(Snapshot now, String eventType, Channel channel) {
    return now.byTemplate().values().stream()
        .filter(t -> t.heading().eventType().name().equals(eventType))
        .filter(t -> t.heading().channel() == channel)
        .sorted(LATEST_LAST.reversed())
        .flatMap(t -> t.ready().stream())
        .findFirst();
  }

  @Override
  public Optional<LiveTemplate> version(String template, int version) {
    CatalogEntry live = snapshot.byTemplate().get(template);
    if (live != null && live.heading().version() == version) {
      return live.ready();
    }
    VersionKey key = new VersionKey(template, version);
    LiveTemplate earlier = earlierVersions.getIfPresent(key);
    if (earlier == null) {
      try {
        earlier = load(template, version).orElse(null);
      } catch (SQLException e) {
        throw new DatabaseUnavailableException(e);
      }
      if (earlier != null) {
        earlierVersions.put(key, earlier);
      }
    }
    return Optional.ofNullable(earlier);
  }

  @Override
  public Optional<Publication.EventType> eventType(String name) {
    return Optional.ofNullable(snapshot.eventTypes().get(name));
  }

  @Override
  public boolean paused(String template) {
    return snapshot.paused().contains(template);
  }

  /** The paused templates that answer events, and which. */
  public List<PausedTemplate> paused() {
    Snapshot now = snapshot;
    return now.byTypeAndChannel().entrySet().stream()
        .map(
            e ->
                new PausedTemplate(
                    name(e.getValue()), e.getKey().eventType(), e.getKey().channel()))
        .filter(t -> now.paused().contains(t.template()))
        .toList();
  }

  private static String name(CatalogEntry template) {
    return template.heading().template();
  }

  /** What is live, as control wants to know it. */
  List<Catalog.Live> live() {
    Snapshot now = snapshot;
    return now.byTemplate().values().stream()
        .filter(t -> !t.isBroken()) // control hears why when it publishes it again
        .map(t -> new Catalog.Live(name(t), t.heading().version(), now.paused().contains(name(t))))
        .sorted(Comparator.comparing(Catalog.Live::template))
        .toList();
  }

  /**
   * Makes a version live: stored, and effective when this returns.
   *
   * @param paused whether the events it answers are taken, but held back (EV-40)
   * @return errors that keep it from being live here; empty when it is
   */
  public List<TemplateError> publish(Publication publication, boolean paused) throws SQLException {
    if (compiler.compile(
            publication.template(), publication.content(), Supplied.settings(publication))
        instanceof Compilation.Rejected(List<TemplateError> errors)) {
      return errors;
    }
    store.publish(
        publication.template(),
        publication.version(),
        json.writeValueAsString(publication),
        paused);
    reload();
    log.info(
        "live{}: {} version {}",
        paused ? ", but paused" : "",
        publication.template(),
        publication.version());
    return List.of();
  }

  /** Makes a version live, not paused. */
  public List<TemplateError> publish(Publication publication) throws SQLException {
    return publish(publication, false);
  }

  /** Takes a template off; does nothing when it is not live. */
  public void unpublish(String template) throws SQLException {
    store.unpublish(template);
    reload();
    log.info("no longer live: {}", template);
  }

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public void start() throws SQLException {
    reload();
    thread.start();
  }

  @Override
  public void stop() {
    stopping.countDown();
  }

  private void run() {
    boolean databaseIsAway = false;
    try {
      while (!stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          if (store.revision() != snapshot.revision()) {
            reload();
          }
          databaseIsAway = false;
        } catch (SQLException e) {
          if (!databaseIsAway) {
            log.warn("cannot look for new publications: {}", e.getMessage());
          }
          databaseIsAway = true;
        } catch (RuntimeException e) {
          log.error("the catalogue could not be read, what is live stays as it is", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void reload() throws SQLException {
    long revision = store.revision(); // read first: a change in between is noticed by the next look
    Map<String, CatalogEntry> byTemplate = new HashMap<>();
    Set<String> paused = new HashSet<>();
    List<String> changed = new ArrayList<>();
    for (PublicationStore.Standing standing : store.standing()) {
      if (standing.paused()) {
        paused.add(standing.template());
      }
      CatalogEntry before = snapshot.byTemplate().get(standing.template());
      if (before != null && before.mark().equals(standing.mark())) {
        byTemplate.put(standing.template(), before);
      } else {
        changed.add(standing.template());
      }
    }
    for (PublicationStore.Stored stored : store.live(changed)) {
      read(stored).ifPresent(entry -> byTemplate.put(stored.template(), entry));
    }
    Map<TypeAndChannel, CatalogEntry> byTypeAndChannel = new HashMap<>();
    Map<String, Publication.EventType> eventTypes = new HashMap<>();
    byTemplate.values().stream()
        .sorted(LATEST_LAST)
        .forEach(
            t -> {
              Publication.EventType type = t.heading().eventType();
              byTypeAndChannel.put(new TypeAndChannel(type.name(), t.heading().channel()), t);
              eventTypes.put(type.name(), type);
            });
    snapshot =
        new Snapshot(
            revision,
            Map.copyOf(byTemplate),
            Map.copyOf(byTypeAndChannel),
            Map.copyOf(eventTypes),
            Set.copyOf(paused));
  }

  private Optional<CatalogEntry> read(PublicationStore.Stored stored) {
    try {
      return Optional.of(new CatalogEntry(Heading.of(stored, json), stored.mark(), this::load));
    } catch (JacksonException | IllegalArgumentException e) {
      // one row this version cannot read must not take all others off
      log.error(
          "the stored publication of {} cannot be read and is not live: {}",
          stored.template(),
          e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<LiveTemplate> load(String template, int version) throws SQLException {
    return store
        .version(template, version)
        .flatMap(publication -> reading.ready(template, version, publication));
  }
}
