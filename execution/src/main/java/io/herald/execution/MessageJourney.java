package io.herald.execution;

import io.herald.execution.collect.Collector;
import io.herald.execution.deliver.Deliverer;
import io.herald.execution.deliver.OutcomeLog;
import io.herald.execution.enrich.Enricher;
import io.herald.execution.pause.Pauses;
import io.herald.execution.queue.EventAppender;
import io.herald.execution.queue.Ledger;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.queue.ReadyQueue;
import io.herald.execution.render.RenderedMessage;
import io.herald.execution.render.Renderer;
import io.herald.execution.route.Router;
import io.herald.execution.screen.AddressScreen;
import io.herald.execution.screen.AdmittedEvent;
import io.herald.execution.step.Step;
import io.herald.execution.step.TryLaterException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a message, every step in order. This is the file to read first.
 *
 * <ol>
 *   <li>A door (SOAP, REST) hands a {@code NewEvent} to the {@link Collector}, which checks it and
 *       waits for
 *   <li>the {@link EventAppender}: in one group with whatever else arrived, the event goes to disk,
 *       born claimed by this process. Now the caller gets its answer, and the event goes to
 *   <li>the {@link ReadyQueue}, from where {@link JourneyDispatcher} starts one journey per event,
 *       real-time before batch.
 *   <li>{@link #travel}: the {@link Router} finds the published template,
 *   <li>the {@link Enricher} adds data,
 *   <li>the {@link AddressScreen} picks the address and stops events that have none,
 *   <li>the {@link Renderer} fills the template in and builds the mail,
 *   <li>the {@link Deliverer} notes the attempt on disk (the send barrier), sends, and notes the
 *       outcome, again in groups ({@link Ledger}).
 * </ol>
 *
 * <p>A step returns the next record, or a {@link Step.Stop} that settles the event, or a {@link
 * Step.Hold} while its message is paused ({@link Pauses} ends that), or a {@link Step.Later} when
 * it waits for data. An exception means "we do not know": the event is tried again later (EV-20).
 * One virtual thread per event, blocking code: what you read is what happens.
 */
public final class MessageJourney {
  private static final Logger log = LoggerFactory.getLogger(MessageJourney.class);

  private final Router router;
  private final Enricher enricher;
  private final AddressScreen screen;
  private final Step.Taking<AdmittedEvent, RenderedMessage> render;
  private final Deliverer deliverer;
  private final OutcomeLog outcomes;

  /**
   * @param render {@link Renderer#render}
   */
  public MessageJourney(
      Router router,
      Enricher enricher,
      AddressScreen screen,
      Step.Taking<AdmittedEvent, RenderedMessage> render,
      Deliverer deliverer,
      OutcomeLog outcomes) {
    this.router = router;
    this.enricher = enricher;
    this.screen = screen;
    this.render = render;
    this.deliverer = deliverer;
    this.outcomes = outcomes;
  }

  /**
   * Takes one event all the way. When it returns, what became of the event is on disk.
   *
   * @throws InterruptedException when the process stops; the event stays as its last write left it
   *     and goes on elsewhere
   */
  public void travel(QueuedEvent event) throws InterruptedException {
    switch (prepare(event)) {
      case Prepared.Message(RenderedMessage message) -> deliverer.deliver(message);
      case Prepared.Stopped(Step.Stop<RenderedMessage> stop) -> outcomes.stopped(event, stop);
      case Prepared.Held(String template) -> outcomes.paused(event, template);
      case Prepared.Postponed(Step.Later<RenderedMessage> later) ->
          outcomes.postponed(event, later);
      case Prepared.Unknown(String why) -> outcomes.failed(event, why);
      case Prepared.NotNow(String why) -> outcomes.incomplete(event, why);
    }
  }

  private Prepared prepare(QueuedEvent event) throws InterruptedException {
    try {
      Step<RenderedMessage> step =
          router.route(event).then(enricher::enrich).then(screen::admit).then(render);
      return switch (step) {
        case Step.Next<RenderedMessage>(RenderedMessage message) -> new Prepared.Message(message);
        case Step.Stop<RenderedMessage> stop -> new Prepared.Stopped(stop);
        case Step.Hold<RenderedMessage>(String template) -> new Prepared.Held(template);
        case Step.Later<RenderedMessage> later -> new Prepared.Postponed(later);
      };
    } catch (InterruptedException e) {
      throw e;
    } catch (TryLaterException e) {
      log.info("event {}: will be tried again, {}", event.id(), e.why());
      return new Prepared.NotNow(e.why());
    } catch (Exception e) {
      Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
      log.warn("event {}: will be tried again", event.id(), cause);
      return new Prepared.Unknown(String.valueOf(cause.getMessage()));
    }
  }

  /** What preparing gave. */
  private sealed interface Prepared {
    record Message(RenderedMessage message) implements Prepared {}

    record Stopped(Step.Stop<RenderedMessage> stop) implements Prepared {}

    record Held(String template) implements Prepared {}

    record Postponed(Step.Later<RenderedMessage> later) implements Prepared {}

    record Unknown(String why) implements Prepared {}

    record NotNow(String why) implements Prepared {}
  }
}
