package io.herald.control.proof;

import io.herald.control.design.Libraries;
import io.herald.control.design.StoredFiles;
import io.herald.control.design.Template;
import io.herald.control.document.Documents;
import io.herald.control.mjml.Mjml;
import io.herald.message.event.NewEvent;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompileSettings;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.MessageLibrary;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import io.herald.platform.startstop.Service;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** Fills a draft in for an event that never happened. Safe for use by many threads. */
public final class Preview implements Service {
  private static final int THREADS = 2;
  private static final int WAITING = 32;
  private static final long EVENT_ID = 1L << 56;
  private static final int STOP_SECONDS = 6;

  private final TemplateCompiler compiler;
  private final Libraries libraries;
  private final StoredFiles files;
  private final InstantSource clock;
  private final ThreadPoolExecutor renderers;

  public Preview(
      TemplateCompiler compiler, Libraries libraries, StoredFiles files, InstantSource clock) {
    this.files = files;
    this.compiler = compiler;
    this.libraries = libraries;
    this.clock = clock;
    this.renderers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("preview-", 1).daemon().factory());
    renderers.allowCoreThreadTimeOut(true);
  }

  /** What a preview gave. */
  sealed interface Outcome {
    /**
     * The message as it would be sent.
     *
     * @param warnings those of the parts, where their causes stand in what was written
     */
    record Shown(RenderResult.Rendered parts, List<TemplateError> warnings) implements Outcome {}

    /** It would not be sent; at least one error. */
    record Failed(List<TemplateError> errors) implements Outcome {}
  }

  /**
   * Compiles once and renders for each event, within the limits of the compiler.
   *
   * @param events at least one
   * @param enrichment what an event would be enriched with
   * @return one outcome for each event; empty: too many want a preview at this moment
   */
  Optional<List<Outcome>> show(
      Template template,
      List<NewEvent> events,
      Function<NewEvent, Map<String, Map<String, String>>> enrichment)
      throws InterruptedException {
    try {
      Future<List<Outcome>> outcomes = renderers.submit(() -> render(template, events, enrichment));
      return Optional.of(outcomes.get());
    } catch (RejectedExecutionException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("preview of " + template.name() + " failed", e);
    }
  }

  private List<Outcome> render(
      Template template,
      List<NewEvent> events,
      Function<NewEvent, Map<String, Map<String, String>>> enrichment) {
    Documents documents = Documents.made(template.content(), files::bytesAt);
    Mjml made = Mjml.made(documents.content());
    if (!made.errors().isEmpty() || !documents.errors().isEmpty()) {
      return List.of(
          new Outcome.Failed(
              Stream.concat(made.errors().stream(), documents.errors().stream()).toList()));
    }
    return switch (compiler.compile(template.name(), made.content(), settings(template))) {
      case Compilation.Rejected(List<TemplateError> errors) ->
          List.of(new Outcome.Failed(made.atSource(errors)));
      case Compilation.Compiled(CompiledTemplate compiled) ->
          events.stream()
              .map(event -> render(compiled, event, enrichment.apply(event), made))
              .toList();
    };
  }

  private Outcome render(
      CompiledTemplate compiled,
      NewEvent event,
      Map<String, Map<String, String>> enrichment,
      Mjml made) {
    RenderInput input =
        new RenderInput(EVENT_ID, event, clock.instant(), enrichment, clock.instant());
    return switch (compiled.render(input)) {
      case RenderResult.Rendered rendered ->
          new Outcome.Shown(rendered, made.atSource(rendered.warnings()));
      case RenderResult.Failed(TemplateError error, boolean _) ->
          new Outcome.Failed(List.of(made.atSource(error)));
    };
  }

  private CompileSettings settings(Template template) {
    return CompileSettings.with(
        MessageLibrary.of(
            libraries.today(), template.name(), template.eventType(), template.channel()));
  }

  @Override
  public String name() {
    return "preview";
  }

  /** Threads come with the first preview. */
  @Override
  public void start() {}

  @Override
  public void stop() {
    renderers.shutdownNow();
    try {
      renderers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
