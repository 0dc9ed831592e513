package io.herald.execution.render;

import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.route.RoutedEvent;
import io.herald.execution.screen.AdmittedEvent;
import io.herald.execution.step.Step;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateError;
import io.herald.platform.startstop.Service;
import io.herald.spi.FailureReason;
import io.herald.spi.OutgoingMessage;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Fills templates in. Safe for use by many threads. */
public final class Renderer implements Service {
  private final Clock clock;
  private final MimeWriter mime;
  private final ExecutorService pool;

  /**
   * @param threads platform threads; more than cores, so that one runaway template leaves the
   *     others their share
   */
  public Renderer(Clock clock, MimeWriter mime, int threads) {
    this.clock = clock;
    this.mime = mime;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("render-", 0).daemon().factory());
  }

  /** Waits for the pool, however long that takes: the number of journeys under way is the bound. */
  public Step<RenderedMessage> render(AdmittedEvent admitted)
      throws InterruptedException, ExecutionException {
    return pool.submit(() -> renderHere(admitted)).get();
  }

  @Override
  public String name() {
    return "render";
  }

  @Override
  public void start() {}

  @Override
  public void stop() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Step<RenderedMessage> renderHere(AdmittedEvent admitted) {
    RoutedEvent routed = admitted.enriched().routed();
    QueuedEvent queued = routed.queued();
    RenderInput input =
        new RenderInput(
            queued.id(),
            queued.event(),
            queued.created(),
            admitted.enriched().enrichment(),
            clock.instant());
    return switch (routed.template().compiled().render(input)) {
      case RenderResult.Rendered rendered -> message(admitted, rendered);
      case RenderResult.Failed(TemplateError error) ->
          stop(
              routed,
              "%s line %d column %d: %s"
                  .formatted(error.part(), error.line(), error.column(), error.message()));
    };
  }

  private Step<RenderedMessage> message(AdmittedEvent admitted, RenderResult.Rendered rendered) {
    RoutedEvent routed = admitted.enriched().routed();
    QueuedEvent queued = routed.queued();
    String messageId = MessageIds.of(queued.id(), rendered.senderAddress());
    Instant now = clock.instant();
    MailFacts facts =
        new MailFacts(
            queued.id(),
            messageId,
            now,
            queued.event().attributes().emailFormat(),
            admitted.recipient(),
            "");
    return switch (mime.write(rendered, facts)) {
      case MimeResult.Unwritable(String field, String why) ->
          stop(routed, "the field " + field + " " + why);
      case MimeResult.Written(byte[] content) ->
          new Step.Next<>(
              new RenderedMessage(
                  admitted,
                  new OutgoingMessage(
                      queued.id(),
                      Objects.requireNonNullElse(rendered.errorAddress(), rendered.senderAddress()),
                      admitted.recipient(),
                      content,
                      queued.event().queue() == Queue.REAL_TIME),
                  messageId,
                  now));
    };
  }

  private static Step<RenderedMessage> stop(RoutedEvent routed, String why) {
    return new Step.Stop<>(
        EventStatus.DELIVERY_FAILED,
        FailureReason.PERSONALIZATION,
        "template '%s' version %d, %s"
            .formatted(
                routed.template().publication().template(),
                routed.template().publication().version(),
                why));
  }
}
