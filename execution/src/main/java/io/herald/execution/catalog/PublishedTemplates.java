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
 * The live templates, kept in memory as one immutable snapshot that is replaced whole. Looks for
 * changes made by other processes that share the database every {@link #POLL}. Safe for use by many
 * threads.
 */
public final class PublishedTemplates implements LiveTemplates, Service {
  private static final Logger log = LoggerFactory.getLogger(PublishedTemplates.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private record TypeAndChannel(String eventType, Channel channel) {}

  private record VersionKey(String template, int version) {}

  /** What is live: by template, by what it answers, and the event types. */
  private record Snapshot(
      long revision,
      Map<String, LiveTemplate> byTemplate,
      Map<TypeAndChannel, LiveTemplate> byTypeAndChannel,
      Map<String, Publication.EventType> eventTypes,
      Set<String> paused) {
    static final Snapshot EMPTY = new Snapshot(0, Map.of(), Map.of(), Map.of(), Set.of());
  }

  private final PublicationStore store;
  private final TemplateCompiler compiler;
  private final JsonMapper json = JsonMapper.builder().build();
  private final Cache<VersionKey, LiveTemplate> earlierVersions =
      Caffeine.newBuilder().maximumSize(1_000).build();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("catalog").daemon().unstarted(this::run);
  private volatile Snapshot snapshot = Snapshot.EMPTY;

  public PublishedTemplates(DataSource dataSource, TemplateCompiler compiler) {
    this.store = new PublicationStore(dataSource);
    this.compiler = compiler;
  }

  @Override
  public Optional<LiveTemplate> find(String eventType, Channel channel) {
    return Optional.ofNullable(
        snapshot.byTypeAndChannel().get(new TypeAndChannel(eventType, channel)));
  }

  @Override
  public Optional<LiveTemplate> version(String template, int version) {
    LiveTemplate live = snapshot.byTemplate().get(template);
    if (live != null && live.publication().version() == version) {
      return Optional.of(live);
    }
    VersionKey key = new VersionKey(template, version);
    LiveTemplate earlier = earlierVersions.getIfPresent(key);
    if (earlier == null) {
      try {
        earlier = store.version(template, version).flatMap(this::compiled).orElse(null);
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

  private static String name(LiveTemplate template) {
    return template.publication().template();
  }

  /** What is live, as control wants to know it. */
  List<Catalog.Live> live() {
    Snapshot now = snapshot;
    return now.byTemplate().values().stream()
        .map(
            t ->
                new Catalog.Live(
                    name(t), t.publication().version(), now.paused().contains(name(t))))
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
    Map<String, LiveTemplate> byTemplate = new HashMap<>();
    Set<String> paused = new HashSet<>();
    for (PublicationStore.Stored stored : store.live()) {
      unchangedOrCompiled(stored.publication())
          .ifPresent(
              t -> {
                byTemplate.put(name(t), t);
                if (stored.paused()) {
                  paused.add(name(t));
                }
              });
    }
    Map<TypeAndChannel, LiveTemplate> byTypeAndChannel = new HashMap<>();
    Map<String, Publication.EventType> eventTypes = new HashMap<>();
    byTemplate.values().stream()
        .sorted(Comparator.comparing(t -> t.publication().publishedAt())) // the latest wins (EV-4)
        .forEach(
            t -> {
              Publication.EventType type = t.publication().eventType();
              byTypeAndChannel.put(new TypeAndChannel(type.name(), t.publication().channel()), t);
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

  private Optional<LiveTemplate> unchangedOrCompiled(String text) {
    Publication publication;
    try {
      publication = json.readValue(text, Publication.class);
    } catch (JacksonException e) {
      // one row this version cannot read must not take all others off
      log.error("a stored publication cannot be read and is not live: {}", e.getOriginalMessage());
      return Optional.empty();
    }
    LiveTemplate before = snapshot.byTemplate().get(publication.template());
    return before != null && before.publication().equals(publication)
        ? Optional.of(before)
        : compiled(publication);
  }

  private Optional<LiveTemplate> compiled(String text) {
    return compiled(json.readValue(text, Publication.class));
  }

  private Optional<LiveTemplate> compiled(Publication publication) {
    return switch (compiler.compile(
        publication.template(), publication.content(), Supplied.settings(publication))) {
      case Compilation.Compiled(var template) ->
          Optional.of(new LiveTemplate(publication, template));
      case Compilation.Rejected(List<TemplateError> errors) -> {
        log.error(
            "template {} version {} is stored as live but does not compile: {}",
            publication.template(),
            publication.version(),
            errors);
        yield Optional.empty();
      }
    };
  }
}
