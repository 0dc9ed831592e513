package io.herald.execution.simulation;

import io.herald.execution.JourneyDispatcher;
import io.herald.execution.MessageJourney;
import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.deliver.Deliverer;
import io.herald.execution.deliver.OutcomeLog;
import io.herald.execution.deliver.ProcessingBackoff;
import io.herald.execution.enrich.Enricher;
import io.herald.execution.enrich.ReferenceTables;
import io.herald.execution.proof.Proofs;
import io.herald.execution.queue.Appended;
import io.herald.execution.queue.Claimer;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.EventDesk;
import io.herald.execution.queue.EventStore;
import io.herald.execution.queue.HeldEvents;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.Membership;
import io.herald.execution.queue.Partitions;
import io.herald.execution.queue.ReadyQueue;
import io.herald.execution.queue.Submission;
import io.herald.execution.render.MessageIds;
import io.herald.execution.render.RenderedMessage;
import io.herald.execution.route.Router;
import io.herald.execution.screen.AddressScreen;
import io.herald.execution.screen.AdmittedEvent;
import io.herald.execution.step.Step;
import io.herald.execution.step.TryLaterException;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.startstop.Services;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One execution process, put together as {@code Pipeline} does it, of the product's own parts. Left
 * out: what makes no decision about an event's fate (compiling, MIME, enrichment) and what has
 * statements of its own (proofs, pauses).
 */
final class Node {
  private static final String SENDER = "shop@example.com";

  private final World world;
  private final SimulatedProcess process;
  private final Clock clock;
  private final EventAppender appender;
  private final EventDesk desk;
  private final Services services;
  private double renderFailures;
  private boolean serving;

  /**
   * @param room how many events of each queue it holds in memory
   * @param journeys how many it has under way at once, of each queue
   */
  Node(
      World world,
      SimulatedProcess process,
      ModelServer server,
      Provider provider,
      LiveTemplates templates,
      Duration clockWrongBy,
      int room,
      int journeys) {
    this.world = world;
    this.process = process;
    this.clock = world.clock(clockWrongBy);
    ModelDataSource pool = new ModelDataSource(server, process);
    EventStore store = new EventStore(pool);
    ReadyQueue ready = new ReadyQueue(room, 1 << 20, process);
    Membership membership = new Membership(pool, clock, 1, process.name(), process);
    HeldEvents held = new HeldEvents();
    Claimer claimer = new Claimer(store, membership, ready, held, clock, process);
    ready.whenHalfEmpty(claimer::somethingToClaim);
    membership.whenClaimsAreReleased(claimer::somethingToClaim);
    appender =
        new EventAppender(
            store,
            membership,
            new Partitions(pool, clock, 1),
            ready,
            held,
            claimer,
            clock,
            1 << 20,
            process);
    Ledger ledger = new Ledger(store, membership, 500, 4 * journeys, process);
    OutcomeLog outcomes = new OutcomeLog(ledger, new ProcessingBackoff(world.random(), 10), clock);
    Transport transport = provider.from(process);
    MessageJourney journey =
        new MessageJourney(
            new Router(templates, NotAsked.PROOFS, clock),
            new Enricher(List.of(), NotAsked.TABLES, clock),
            new AddressScreen(),
            this::render,
            new Deliverer(templates, transport, outcomes, (_, _) -> {}, clock, process),
            outcomes);
    Map<Queue, Integer> underWay = new EnumMap<>(Queue.class);
    underWay.put(Queue.REAL_TIME, journeys);
    underWay.put(Queue.BATCH, journeys);
    JourneyDispatcher dispatcher =
        new JourneyDispatcher(ready, journey, store, held, transport, clock, underWay, process);
    desk = new EventDesk(ledger, claimer, clock);
    services = new Services("node", List.of(membership, ledger, dispatcher, claimer, appender));
  }

  /** There are no proofs, and no event type has enrichments. */
  private static final class NotAsked {
    private static final DataSource NOWHERE = new PGSimpleDataSource();
    private static final Proofs PROOFS =
        new Proofs(NOWHERE, new TemplateCompiler(RenderLimits.DEFAULT));
    private static final ReferenceTables TABLES = new ReferenceTables(NOWHERE);
  }

  SimulatedProcess process() {
    return process;
  }

  boolean serving() {
    return serving && !process.dead();
  }

  void renderFailures(double share) {
    renderFailures = share;
  }

  /** Starts it; a process that cannot start ends. */
  void start(Runnable whenItCannot) {
    process.begin(
        "main",
        () -> {
          try {
            services.start();
            serving = true;
            world.tell(() -> process.name() + " serves");
          } catch (Exception e) {
            world.tell(() -> process.name() + " cannot start: " + e);
            whenItCannot.run();
          }
        });
  }

  /** Stops it as SIGTERM does. */
  void stop(Runnable whenItHas) {
    serving = false;
    process.begin(
        "shutdown",
        () -> {
          services.stop();
          world.tell(() -> process.name() + " has stopped");
          whenItHas.run();
        });
  }

  /**
   * A caller hands an event in; it hears the answer unless the process ends before.
   *
   * @param hears what was answered; never called when there is no positive answer
   */
  void submit(Submission submission, Consumer<Appended> hears) {
    process.begin(
        "request",
        () -> {
          CompletableFuture<Appended> stored = appender.offer(List.of(submission));
          if (stored == null) {
            return;
          }
          try {
            Appended appended = stored.get();
            world.after(world.between(100, 1_000), () -> hears.accept(appended));
          } catch (InterruptedException | ExecutionException | RuntimeException e) {
            world.tell(() -> process.name() + " could not store: " + e);
          }
        });
  }

  /** Somebody cancels an event. */
  void cancel(long event) {
    process.begin(
        "cancel",
        () -> {
          try {
            desk.cancel(event, "somebody");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private Step<RenderedMessage> render(AdmittedEvent admitted) throws TryLaterException {
    if (world.chance(renderFailures)) {
      if (world.chance(0.5)) {
        throw new TryLaterException("a page did not come");
      }
      throw new IllegalStateException("something went wrong");
    }
    long id = admitted.enriched().routed().queued().id();
    NewEvent event = admitted.enriched().routed().queued().event();
    String messageId = MessageIds.of(id, SENDER);
    byte[] content =
        (messageId + " " + admitted.recipient() + " " + event.context().text())
            .getBytes(StandardCharsets.UTF_8);
    return new Step.Next<>(
        new RenderedMessage(
            admitted,
            new OutgoingMessage(
                id, SENDER, admitted.recipient(), content, event.queue() == Queue.REAL_TIME),
            messageId,
            clock.instant()));
  }
}
