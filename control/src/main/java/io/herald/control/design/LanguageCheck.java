package io.herald.control.design;

import io.herald.control.http.Finding;
import io.herald.message.link.Publication;
import java.util.List;

/** Looks for messages that would be half in one language and half in another (TPL-60). */
final class LanguageCheck {
  private LanguageCheck() {}

  /** What is found is added to the warnings. */
  static void look(Publication.Content content, List<Finding> warnings) {
    if (content.language() == null && !content.variants().isEmpty()) {
      warnings.add(
          Finding.of(
              "language",
              "There are variants in other languages, but nothing says which language the message"
                  + " itself is in: give its code, such as en."));
    }
    for (Publication.Variant variant : content.variants()) {
      if (variant.text() != null && variant.html() == null && content.html() != null) {
        warnings.add(
            Finding.of(
                "variants." + variant.language() + ".text",
                "The plain text is in "
                    + variant.language()
                    + ", the HTML is that of the message itself, and people see one or the other:"
                    + " write both."));
      }
    }
  }
}
