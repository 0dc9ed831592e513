package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.control.mjml.Mjml;
import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the HTML of a message in each of its languages (TPL-15): links and sizes. */
final class BodyCheck {
  /** Widely used mail programs cut off what is longer. */
  private static final int MAX_UNCUT_BYTES = 102_400;

  private final Mjml made;
  private final List<Finding> errors;
  private final List<Finding> warnings;

  private BodyCheck(Mjml made, List<Finding> errors, List<Finding> warnings) {
    this.made = made;
    this.errors = errors;
    this.warnings = warnings;
  }

  /** What is found is added to the lists. */
  static void all(Mjml made, List<Finding> errors, List<Finding> warnings) {
    BodyCheck check = new BodyCheck(made, errors, warnings);
    check.html("html", made.content().html());
    for (Publication.Variant variant : made.content().variants()) {
      check.html("variants." + variant.language() + ".html", variant.html());
    }
  }

  private void html(String part, @Nullable String html) {
    if (html == null) {
      return;
    }
    LinkCheck.Result links = LinkCheck.of(part, html);
    made.atSource(links.errors()).stream().map(Finding::of).forEach(errors::add);
    made.atSource(links.warnings()).stream().map(Finding::of).forEach(warnings::add);
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_UNCUT_BYTES) {
      warnings.add(
          Finding.of(
              made.atSource(new TemplateError(part, 1, 1, "")).part(),
              String.format(
                  Locale.ROOT,
                  "The HTML has %,d bytes; mail programs cut a message off after %,d: shorten it.",
                  bytes,
                  MAX_UNCUT_BYTES)));
    }
  }
}
