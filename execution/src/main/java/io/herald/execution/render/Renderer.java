package io.herald.execution.render;

import io.herald.execution.attach.Attachments;
import io.herald.execution.attach.InlinePictures;
import io.herald.execution.attach.MailFile;
import io.herald.execution.attach.MailFiles;
import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.queue.QueuedEvent;
import io.herald.execution.route.RoutedEvent;
import io.herald.execution.screen.AdmittedEvent;
import io.herald.execution.step.Step;
import io.herald.execution.step.TryLaterException;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateError;
import io.herald.platform.startstop.Service;
import io.herald.spi.FailureReason;
import io.herald.spi.OutgoingMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Fills templates in, gets the files that go with the message, and writes the mail. Safe for use by
 * many threads.
 */
public final class Renderer implements Service {
  /** So long does a message wait whose template is slow and has many. */
  private static final Duration WHEN_SLOW = Duration.ofSeconds(15);

  private final Clock clock;
  private final MimeWriter mime;
  private final Attachments attachments;
  private final RenderPool pool;

  /**
   * @param threads platform threads that fill templates in
   */
  public Renderer(Clock clock, MimeWriter mime, Attachments attachments, int threads) {
    this.clock = clock;
    this.mime = mime;
    this.attachments = attachments;
    this.pool = new RenderPool(threads);
  }

  /**
   * Most messages are filled in on the journey's own thread; the others wait for the pool, however
   * long that takes. Files are fetched on the journey's own thread, so that a slow server holds up
   * no template.
   *
   * @throws TryLaterException when a file or a page did not come this time
   */
  public Step<RenderedMessage> render(AdmittedEvent admitted)
      throws InterruptedException, ExecutionException, TryLaterException {
    RoutedEvent routed = admitted.enriched().routed();
    QueuedEvent queued = routed.queued();
    RenderInput input =
        new RenderInput(
            queued.id(),
            queued.event(),
            queued.created(),
            admitted.enriched().enrichment(),
            clock.instant());
    LiveTemplate template = routed.template();
    Optional<RenderResult> result = template.compiled().renderAtOnce(input);
    if (result.isEmpty()) {
      result =
          pool.render(template.publication().template(), () -> template.compiled().render(input));
    }
    if (result.isEmpty()) {
      return new Step.Later<>(
          clock.instant().plus(WHEN_SLOW),
          "template '%s' takes long for each message, and others of it wait"
              .formatted(template.publication().template()));
    }
    return switch (result.get()) {
      case RenderResult.Rendered rendered -> withFiles(admitted, rendered);
      case RenderResult.Failed(TemplateError error, boolean temporary) -> {
        String why =
            "%s line %d column %d: %s"
                .formatted(error.part(), error.line(), error.column(), error.message());
        if (temporary) {
          throw new TryLaterException(why);
        }
        yield stop(routed, why);
      }
    };
  }

  @Override
  public String name() {
    return "render";
  }

  @Override
  public void start() {
    pool.start();
  }

  @Override
  public void stop() {
    pool.stop();
  }

  private Step<RenderedMessage> withFiles(AdmittedEvent admitted, RenderResult.Rendered rendered)
      throws InterruptedException, TryLaterException {
    RoutedEvent routed = admitted.enriched().routed();
    InlinePictures inline =
        rendered.html() == null ? InlinePictures.NONE : InlinePictures.of(rendered.html());
    return switch (attachments.gather(
        routed.template().publication().supplies().resources(), rendered.attachments())) {
      case Attachments.Gathered.Refused(String why) -> stop(routed, why);
      case Attachments.Gathered.Complete(List<MailFile> files) ->
          message(admitted, rendered, inline, files);
    };
  }

  private Step<RenderedMessage> message(
      AdmittedEvent admitted,
      RenderResult.Rendered rendered,
      InlinePictures inline,
      List<MailFile> files) {
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
    RenderResult.Rendered shown =
        inline.pictures().isEmpty() ? rendered : rendered.withHtml(inline.html());
    return switch (mime.write(shown, facts, new MailFiles(inline.pictures(), files))) {
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
