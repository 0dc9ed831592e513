package io.herald.execution;

import io.herald.execution.attach.Attachments;
import io.herald.execution.catalog.PublishedTemplates;
import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.EventRules;
import io.herald.execution.collect.QueueingCollector;
import io.herald.execution.deliver.Deliverer;
import io.herald.execution.deliver.OutcomeLog;
import io.herald.execution.deliver.ProcessingBackoff;
import io.herald.execution.enrich.Enricher;
import io.herald.execution.enrich.ReferenceTables;
import io.herald.execution.pause.PauseStore;
import io.herald.execution.pause.Pauses;
import io.herald.execution.proof.ProofIntake;
import io.herald.execution.proof.Proofs;
import io.herald.execution.proof.TrapCopies;
import io.herald.execution.query.EventQueries;
import io.herald.execution.query.EventQueryStore;
import io.herald.execution.queue.Claimer;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.EventDesk;
import io.herald.execution.queue.EventLookupStore;
import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.EventSearchStore;
import io.herald.execution.queue.EventStore;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.ForgottenKeys;
import io.herald.execution.queue.HeldEvents;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.Membership;
import io.herald.execution.queue.Partitions;
import io.herald.execution.queue.QueueLoad;
import io.herald.execution.queue.ReadyQueue;
import io.herald.execution.render.MimeWriter;
import io.herald.execution.render.Renderer;
import io.herald.execution.resource.Resources;
import io.herald.execution.route.Router;
import io.herald.execution.screen.AddressScreen;
import io.herald.message.event.Queue;
import io.herald.message.surroundings.InstalledSurroundings;
import io.herald.message.surroundings.TextCipher;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.Surroundings;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.access.AccessSettings;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.outbound.FetchSettings;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.outbound.Pages;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Services;
import io.herald.platform.startstop.Threads;
import io.herald.platform.template.TemplateSettings;
import io.herald.spi.EnrichmentSource;
import io.herald.spi.Transport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The steps of {@link MessageJourney}, put together: everything of an execution instance but its
 * doors and its way out. Stopping it finishes what is under way and gives up the claims on the
 * rest.
 */
public final class Pipeline implements Service {
  private static final Duration FORGET_KEYS_EVERY = Duration.ofMinutes(5);

  /** The migrations of an execution instance's database. */
  public static final String MIGRATIONS = "io/herald/execution/migration";

  private static final int CHANGES_PER_COMMIT = 500;

  private final PublishedTemplates templates;
  private final ReferenceTables references;
  private final Collector collector;
  private final ProofIntake proofs;
  private final Events events;
  private final EventQueries queries;
  private final EventAppender appender;
  private final int journeys;
  private final EventSearch search;
  private final EventDesk desk;
  private final ReadyQueue ready;
  private final Resources resources;
  private final Fetcher fetcher;
  private final Pages pages;
  private final DiskSpace disk;
  private final Services services;

  /**
   * @param disk where the database is; started and stopped with this
   * @param transport the way out; started before and stopped after this
   * @param sources what adds data to events
   */
  public Pipeline(
      Settings settings,
      Database database,
      DiskSpace disk,
      Clock clock,
      RandomGenerator random,
      Transport transport,
      List<EnrichmentSource> sources) {
    this.disk = disk;
    DataSource dataSource = database.dataSource();
    int instance = settings.get(ExecutionSettings.INSTANCE);
    int realTime = settings.get(ExecutionSettings.REAL_TIME_JOURNEYS);
    int batch = settings.get(ExecutionSettings.BATCH_JOURNEYS);

    Threads threads = Threads.OF_THE_MACHINE;
    EventStore store = new EventStore(database.groups());
    ready =
        new ReadyQueue(
            settings.get(ExecutionSettings.READY_EVENTS),
            mebibytes(settings.get(ExecutionSettings.READY_MEGABYTES)),
            threads);
    Membership membership =
        new Membership(dataSource, clock, instance, settings.get(ExecutionSettings.NODE), threads);
    HeldEvents held = new HeldEvents();
    Claimer claimer = new Claimer(store, membership, ready, held, clock, threads);
    ready.whenHalfEmpty(claimer::somethingToClaim);
    membership.whenClaimsAreReleased(claimer::somethingToClaim);
    journeys = realTime + batch;
    appender =
        new EventAppender(
            store,
            membership,
            new Partitions(dataSource, clock, instance),
            ready,
            held,
            claimer,
            clock,
            mebibytes(settings.get(ExecutionSettings.APPEND_MEGABYTES)),
            threads);
    Ledger ledger =
        new Ledger(store, membership, CHANGES_PER_COMMIT, 2 * (realTime + batch), threads);

    collector =
        new QueueingCollector(
            new EventRules(settings.get(CollectSettings.MAX_CONTEXT_BYTES)),
            appender,
            disk::shortage,
            clock,
            settings.get(ExecutionSettings.APPEND_WAIT),
            settings.get(CollectSettings.KEYED_BY_SOURCE));

    resources = new Resources(dataSource, clock);
    fetcher = Fetcher.of(settings);
    Attachments attachments =
        new Attachments(
            resources,
            fetcher,
            new Attachments.Bounds(
                settings.get(FetchSettings.ATTACHMENT_BYTES),
                settings.get(FetchSettings.IMAGE_BYTES),
                pdfsAtOnce()));
    // half of the threads go on when every page is slow
    pages = Pages.of(settings, Math.max(1, renderThreads(settings) / 2));
    TemplateCompiler compiler =
        new TemplateCompiler(
            RenderLimits.DEFAULT.within(
                settings.get(TemplateSettings.TIME),
                settings.get(TemplateSettings.VALUE_CHARACTERS)),
            settings.get(TemplateSettings.ZONE),
            new InstalledSurroundings(
                this::page,
                TextCipher.of(settings.get(AccessSettings.TEMPLATE_KEY), new SecureRandom())));
    templates = new PublishedTemplates(dataSource, compiler);
    references = new ReferenceTables(dataSource);
    Renderer renderer = new Renderer(clock, new MimeWriter(), attachments, renderThreads(settings));
    OutcomeLog outcomes =
        new OutcomeLog(
            ledger,
            new ProcessingBackoff(random, settings.get(ExecutionSettings.MAX_EVENT_ERRORS)),
            clock);
    MessageJourney journey =
        new MessageJourney(
            new Router(templates, new Proofs(dataSource, compiler), clock),
            new Enricher(sources, references, clock),
            new AddressScreen(),
            renderer::render,
            new Deliverer(
                templates, transport, outcomes, new TrapCopies(collector)::sent, clock, threads),
            outcomes);
    JourneyDispatcher dispatcher =
        new JourneyDispatcher(
            ready,
            journey,
            store,
            held,
            transport,
            clock,
            Map.of(Queue.REAL_TIME, realTime, Queue.BATCH, batch),
            threads);

    proofs = new ProofIntake(dataSource, compiler, collector, clock);
    events = new EventLookupStore(dataSource);
    queries = new EventQueryStore(dataSource, instance, clock);
    search = new EventSearchStore(dataSource, instance);
    desk = new EventDesk(ledger, claimer, clock);
    services =
        new Services(
            "pipeline",
            List.of(
                disk,
                templates,
                references,
                membership,
                ledger,
                attachments,
                renderer,
                dispatcher,
                claimer,
                new Recurring(
                    "forgotten keys", FORGET_KEYS_EVERY, new ForgottenKeys(store, clock)::delete),
                new Pauses(templates, new PauseStore(dataSource), ledger, claimer, clock),
                appender));
  }

  /** Where the doors hand events in. */
  public Collector collector() {
    return collector;
  }

  /** Where control hands proofs in. */
  public ProofIntake proofs() {
    return proofs;
  }

  /** What is stored. */
  public Events events() {
    return events;
  }

  /** Answers questions about what is stored. */
  public EventQueries queries() {
    return queries;
  }

  /** How much waits; asks no database. */
  public QueueLoad load() {
    QueueLoad load = appender.load(journeys);
    return disk.shortage().isEmpty() ? load : new QueueLoad(load.pending(), load.capacity(), true);
  }

  /** Where to look for what is stored. */
  public EventSearch search() {
    return search;
  }

  /** Where to change what becomes of it. */
  public EventDesk desk() {
    return desk;
  }

  /** The files of published templates. */
  public Resources resources() {
    return resources;
  }

  /** The rows that enrichments look up. */
  public ReferenceTables references() {
    return references;
  }

  /** What is live. */
  public PublishedTemplates templates() {
    return templates;
  }

  @Override
  public String name() {
    return services.name();
  }

  @Override
  public void start() throws Exception {
    services.start();
  }

  @Override
  public void stop() {
    services.stop();
    fetcher.close();
    pages.close();
  }

  private Surroundings.Answer page(String url) {
    return switch (pages.read(url)) {
      case Pages.Reading.Text(String text) -> new Surroundings.Answer.Text(text);
      case Pages.Reading.Refused(String why) -> new Surroundings.Answer.Refused(why);
      case Pages.Reading.Unavailable(String why) -> new Surroundings.Answer.Unavailable(why);
    };
  }

  /** Laying out pages is work for a processor; the other half is for templates. */
  private static int pdfsAtOnce() {
    return Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  }

  private static int renderThreads(Settings settings) {
    int threads = settings.get(ExecutionSettings.RENDER_THREADS);
    return threads > 0 ? threads : Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
  }

  private static long mebibytes(int count) {
    return (long) count << 20;
  }
}
