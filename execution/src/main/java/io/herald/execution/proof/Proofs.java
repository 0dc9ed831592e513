package io.herald.execution.proof;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.queue.QueuedEvent;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.RenderResult;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.platform.database.DatabaseUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The drafts that answer the copies of proofs. Safe for use by many threads. */
public final class Proofs {
  private static final int COMPILED_AT_MOST = 100;

  /** A draft ready to render, and what stands before the subject of each copy. */
  private record Compiled(
      Publication draft, CompiledTemplate template, List<String> subjectPrefixes) {}

  private final ProofStore store;
  private final TemplateCompiler compiler;
  // what a newer control wrote may have fields we do not know
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private final Cache<String, Compiled> compiled =
      Caffeine.newBuilder().maximumSize(COMPILED_AT_MOST).build();

  public Proofs(DataSource dataSource, TemplateCompiler compiler) {
    this.store = new ProofStore(dataSource);
    this.compiler = compiler;
  }

  /**
   * What answers this copy; empty when its proof is not stored here any more.
   *
   * @throws DatabaseUnavailableException when nobody can tell at the moment
   */
  public Optional<LiveTemplate> draftFor(QueuedEvent queued) {
    @Nullable CopyId copy = CopyId.of(queued.event().attributes().correlationId());
    if (copy == null) {
      return Optional.empty();
    }
    return compiled(copy.proof())
        .filter(proof -> copy.place() <= proof.subjectPrefixes().size())
        .map(
            proof ->
                new LiveTemplate(
                    proof.draft(),
                    prefixed(proof.template(), proof.subjectPrefixes().get(copy.place() - 1))));
  }

  private Optional<Compiled> compiled(String id) {
    Compiled known = compiled.getIfPresent(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Compiled> found = kept(id).flatMap(this::compile);
    found.ifPresent(proof -> compiled.put(id, proof));
    return found;
  }

  private Optional<ProofStore.Kept> kept(String id) {
    try {
      return store.find(id);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  private Optional<Compiled> compile(ProofStore.Kept kept) {
    Publication draft = json.readValue(kept.draft(), Publication.class);
    return compiler.compile(draft.template(), draft.content(), Supplied.settings(draft))
            instanceof Compilation.Compiled(CompiledTemplate template)
        ? Optional.of(new Compiled(draft, template, kept.subjectPrefixes()))
        : Optional.empty();
  }

  private static CompiledTemplate prefixed(CompiledTemplate template, String prefix) {
    return input ->
        switch (template.render(input)) {
          case RenderResult.Rendered rendered -> rendered.prefixed(prefix);
          case RenderResult.Failed failed -> failed;
        };
  }
}
