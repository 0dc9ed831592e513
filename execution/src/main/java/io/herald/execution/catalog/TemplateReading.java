package io.herald.execution.catalog;

import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is stored ready to render. Safe for use by many threads. */
final class TemplateReading {
  private static final Logger log = LoggerFactory.getLogger(TemplateReading.class);

  private final TemplateCompiler compiler;
  private final JsonMapper json;

  TemplateReading(TemplateCompiler compiler, JsonMapper json) {
    this.compiler = compiler;
    this.json = json;
  }

  /**
   * Takes some milliseconds.
   *
   * @param stored the JSON of a {@link Publication}
   * @return empty when it cannot be used, which is logged; it could when it was published, perhaps
   *     by a newer version
   */
  Optional<LiveTemplate> ready(String template, int version, String stored) {
    try {
      Publication publication = json.readValue(stored, Publication.class);
      return switch (compiler.compile(
          template, publication.content(), Supplied.settings(publication))) {
        case Compilation.Compiled(CompiledTemplate compiled) ->
            Optional.of(new LiveTemplate(publication, compiled));
        case Compilation.Rejected(List<TemplateError> errors) ->
            unusable(template, version, errors.toString());
      };
    } catch (RuntimeException | StackOverflowError e) {
      // what was frozen by another version may be more than wrong
      return unusable(template, version, e.toString());
    }
  }

  private static Optional<LiveTemplate> unusable(String template, int version, String why) {
    log.error("template {} version {} is stored but cannot be used: {}", template, version, why);
    return Optional.empty();
  }
}
