package io.herald.control.design;

import io.herald.control.document.Documents;
import io.herald.control.http.Finding;
import io.herald.control.mjml.Mjml;
import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompileSettings;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.Library;
import io.herald.message.template.MessageLibrary;
import io.herald.message.template.Supplied;
import io.herald.message.template.TemplateCompiler;
import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be said about a draft before it is published (TPL-15). Safe for use by many threads.
 */
public final class TemplateCheck {
  private final TemplateCompiler compiler;
  private final Libraries libraries;
  private final Resources resources;
  private final SenderCheck senders;
  private final AttachmentCheck attachments;

  /**
   * @param senderMasks what senders' addresses look like, such as {@code *@*.shop.example}; empty:
   *     anything
   */
  public TemplateCheck(
      TemplateCompiler compiler,
      Libraries libraries,
      Resources resources,
      List<String> senderMasks,
      AttachmentCheck attachments) {
    this.attachments = attachments;
    this.compiler = compiler;
    this.libraries = libraries;
    this.resources = resources;
    this.senders = new SenderCheck(senderMasks);
  }

  /**
   * Looks at everything, with what templates may take in as it is now.
   *
   * @param eventType the type the template names, if there is one
   */
  public Assessment assess(Template template, Optional<EventType> eventType) {
    return assess(template, eventType, libraries.today(), attachments.today());
  }

  /**
   * Looks at everything, with what an earlier publication took in.
   *
   * @param eventType the type the template names, if there is one
   */
  public Assessment assess(Template template, Optional<EventType> eventType, Supplies frozen) {
    return assess(
        template, eventType, Supplied.library(frozen), StoredFiles.of(frozen, attachments.today()));
  }

  private Assessment assess(
      Template template, Optional<EventType> eventType, Library library, StoredFiles stored) {
    Documents documents = Documents.made(template.content(), stored::bytesAt);
    Mjml made = Mjml.made(documents.content());
    Publication.Content content = made.content();
    Compilation compilation =
        made.errors().isEmpty()
            ? compiler.compile(
                template.name(),
                content,
                CompileSettings.with(
                    MessageLibrary.of(
                        library, template.name(), template.eventType(), template.channel())))
            : new Compilation.Rejected(made.errors());
    List<Finding> errors = errors(template, content, eventType);
    if (compilation instanceof Compilation.Rejected rejected) {
      made.atSource(rejected.errors()).stream().map(Finding::of).forEach(errors::add);
    }
    documents.errors().stream().map(Finding::of).forEach(errors::add);
    List<Finding> warnings = new ArrayList<>();
    documents.warnings().stream().map(Finding::of).forEach(warnings::add);
    BodyCheck.all(made, errors, warnings);
    eventType.ifPresent(type -> undeclared(documents, type, warnings));
    eventType.ifPresent(type -> unknownSources(type, warnings));
    LanguageCheck.look(content, warnings);
    senders.look(content, library.brands(), errors, warnings);
    AttachmentCheck.Result files = attachments.of(content, stored);
    errors.addAll(files.errors());
    warnings.addAll(files.warnings());
    return new Assessment(
        errors,
        warnings,
        content,
        compilation instanceof Compilation.Compiled(CompiledTemplate compiled)
            ? Supplied.freeze(
                compiled.uses(), new Supplies(null, null, null, null, null, files.resources()))
            : Supplies.NOTHING);
  }

  private static void undeclared(Documents documents, EventType type, List<Finding> warnings) {
    if (type.fields().isEmpty()) {
      return; // open
    }
    Set<String> declared =
        type.fields().stream().map(Publication.Field::name).collect(Collectors.toSet());
    FieldReferences.in(documents.content()).stream()
        .filter(reference -> !declared.contains(reference.field()))
        .map(
            reference ->
                new TemplateError(
                    reference.part(),
                    reference.line(),
                    reference.column(),
                    "The event type "
                        + type.name()
                        + " does not declare the field "
                        + reference.field()
                        + ", so this may print nothing: declare it, or correct the name."))
        .map(documents::atSource)
        .distinct()
        .map(Finding::of)
        .forEach(warnings::add);
  }

  private void unknownSources(EventType type, List<Finding> warnings) {
    type.enrichments().stream()
        .map(Publication.Enrichment::source)
        .filter(source -> !resources.has(source))
        .map(
            source ->
                Finding.of(
                    "eventType",
                    "Enrichments of %s look rows up in %s, which is no resource here: unless it is installed on every execution instance, the events wait. PUT /v1/data/%s creates it."
                        .formatted(type.name(), source, source)))
        .forEach(warnings::add);
  }

  private static List<Finding> errors(
      Template template, Publication.Content content, Optional<EventType> eventType) {
    List<Finding> findings = new ArrayList<>();
    if (eventType.isEmpty()) {
      findings.add(
          Finding.of(
              "eventType",
              "There is no event type " + template.eventType() + ": create it first."));
    } else if (eventType.get().channel() != template.channel()) {
      findings.add(
          Finding.of(
              "channel",
              "The event type's messages travel by " + eventType.get().channel().label() + "."));
    }
    requireText(findings, "subject", content.subject());
    if (content.html() == null && content.mjml() == null && content.text() == null) {
      findings.add(Finding.of("html", "The message is empty: write html, text or both."));
    }
    return findings;
  }

  private static void requireText(List<Finding> findings, String part, String text) {
    if (text.isBlank()) {
      findings.add(Finding.of(part, "'" + part + "' is missing."));
    }
  }
}
