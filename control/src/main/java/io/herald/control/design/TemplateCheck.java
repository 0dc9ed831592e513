package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.TemplateCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps a draft from being published (TPL-15). Safe for use by many threads. */
public final class TemplateCheck {
  private final TemplateCompiler compiler;

  public TemplateCheck(TemplateCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * Everything that is wrong; empty: it can be published.
   *
   * @param eventType the type the template names, if there is one
   */
  public List<Finding> findings(Template template, Optional<EventType> eventType) {
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
    if (compiler.compile(template.name(), content) instanceof Compilation.Rejected rejected) {
      rejected.errors().stream().map(Finding::of).forEach(findings::add);
    }
    return List.copyOf(findings);
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
