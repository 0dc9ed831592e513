package io.herald.execution.catalog;

import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A published version, compiled when it is first asked for: with thousands of them an instance
 * would else start for half a minute. Safe for use by many threads.
 */
final class CatalogEntry {
  private static final Logger log = LoggerFactory.getLogger(CatalogEntry.class);

  private final Publication publication;
  private final String mark;
  private final TemplateCompiler compiler;
  private volatile @Nullable LiveTemplate compiled;
  private volatile boolean broken;

  /**
   * @param mark of the row it was read from
   */
  CatalogEntry(Publication publication, String mark, TemplateCompiler compiler) {
    this.publication = publication;
    this.mark = mark;
    this.compiler = compiler;
  }

  Publication publication() {
    return publication;
  }

  String mark() {
    return mark;
  }

  /**
   * Whether it is known not to compile; it did when it was published, perhaps by a newer version.
   */
  boolean isBroken() {
    return broken;
  }

  /** Ready to render; empty when it does not compile, which is logged once. */
  Optional<LiveTemplate> ready() {
    LiveTemplate template = compiled;
    return template != null ? Optional.of(template) : compile();
  }

  private synchronized Optional<LiveTemplate> compile() {
    if (compiled == null && !broken) {
      try {
        switch (compiler.compile(
            publication.template(), publication.content(), Supplied.settings(publication))) {
          case Compilation.Compiled(CompiledTemplate template) ->
              compiled = new LiveTemplate(publication, template);
          case Compilation.Rejected(List<TemplateError> errors) -> noteBroken(errors.toString());
        }
      } catch (RuntimeException | StackOverflowError e) {
        // what was frozen by another version may be more than wrong; once is enough to know
        noteBroken(e.toString());
      }
    }
    return Optional.ofNullable(compiled);
  }

  private void noteBroken(String why) {
    broken = true;
    log.error(
        "template {} version {} is stored as live but does not compile: {}",
        publication.template(),
        publication.version(),
        why);
  }
}
