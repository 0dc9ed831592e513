package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.CompileSettings;
import io.herald.message.template.CompiledTemplate;
import io.herald.message.template.FrozenLibrary;
import io.herald.message.template.Library;
import io.herald.message.template.MessageLibrary;
import io.herald.message.template.TemplateCompiler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a draft before it is published (TPL-15). Safe for use by many threads.
 */
public final class TemplateCheck {
  /** Widely used mail programs cut off what is longer. */
  private static final int MAX_UNCUT_BYTES = 102_400;

  private final TemplateCompiler compiler;
  private final Libraries libraries;

  public TemplateCheck(TemplateCompiler compiler, Libraries libraries) {
    this.compiler = compiler;
    this.libraries = libraries;
  }

  /**
   * Looks at everything, with what templates may take in as it is now.
   *
   * @param eventType the type the template names, if there is one
   */
  public Assessment assess(Template template, Optional<EventType> eventType) {
    return assess(template, eventType, libraries.today());
  }

  /**
   * Looks at everything.
   *
   * @param eventType the type the template names, if there is one
   * @param library what it may take in
   */
  public Assessment assess(Template template, Optional<EventType> eventType, Library library) {
    LinkCheck.Result links = LinkCheck.of(template.content().html());
    Compilation compilation =
        compiler.compile(
            template.name(),
            template.content(),
            CompileSettings.with(
                MessageLibrary.of(
                    library, template.name(), template.eventType(), template.channel())));
    List<Finding> errors = errors(template, eventType, compilation);
    errors.addAll(links.errors());
    List<Finding> warnings = new ArrayList<>(links.warnings());
    eventType.ifPresent(type -> undeclared(template, type, warnings));
    warnUnlessShort(template.content().html(), warnings);
    if (template.content().senderName().isBlank()) {
      warnings.add(
          Finding.of("senderName", "Without a sender name people see only the address: write it."));
    }
    return new Assessment(
        errors,
        warnings,
        compilation instanceof Compilation.Compiled(CompiledTemplate compiled)
            ? compiled.uses()
            : FrozenLibrary.NOTHING);
  }

  private static void undeclared(Template template, EventType type, List<Finding> warnings) {
    if (type.fields().isEmpty()) {
      return; // open
    }
    Set<String> declared =
        type.fields().stream().map(Publication.Field::name).collect(Collectors.toSet());
    FieldReferences.in(template.content()).stream()
        .filter(reference -> !declared.contains(reference.field()))
        .map(
            reference ->
                new Finding(
                    reference.part(),
                    reference.line(),
                    reference.column(),
                    "The event type "
                        + type.name()
                        + " does not declare the field "
                        + reference.field()
                        + ", so this may print nothing: declare it, or correct the name."))
        .forEach(warnings::add);
  }

  private static void warnUnlessShort(@Nullable String html, List<Finding> warnings) {
    int bytes = html == null ? 0 : html.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_UNCUT_BYTES) {
      warnings.add(
          Finding.of(
              "html",
              String.format(
                  Locale.ROOT,
                  "The HTML has %,d bytes; mail programs cut a message off after %,d: shorten it.",
                  bytes,
                  MAX_UNCUT_BYTES)));
    }
  }

  private static List<Finding> errors(
      Template template, Optional<EventType> eventType, Compilation compilation) {
    List<Finding> findings = new ArrayList<>();
    Publication.Content content = template.content();
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
    requireText(findings, "senderAddress", content.senderAddress());
    requireText(findings, "subject", content.subject());
    if (content.html() == null && content.text() == null) {
      findings.add(Finding.of("html", "The message is empty: write html, text or both."));
    }
    checkAddress(findings, "senderAddress", content.senderAddress());
    checkAddress(findings, "replyTo", content.replyTo());
    checkAddress(findings, "errorAddress", content.errorAddress());
    if (compilation instanceof Compilation.Rejected rejected) {
      rejected.errors().stream().map(Finding::of).forEach(findings::add);
    }
    return findings;
  }

  private static void requireText(List<Finding> findings, String part, String text) {
    if (text.isBlank()) {
      findings.add(Finding.of(part, "'" + part + "' is missing."));
    }
  }

  // an address with an expression in it is known only when it is rendered
  private static void checkAddress(List<Finding> findings, String part, @Nullable String address) {
    if (address != null
        && !address.isBlank()
        && !address.contains("<%")
        && !MailAddress.isValid(address)) {
      findings.add(
          Finding.of(
              part,
              "'"
                  + part
                  + "' is not an e-mail address of the form name@domain, without a name or"
                  + " brackets around it."));
    }
  }
}
