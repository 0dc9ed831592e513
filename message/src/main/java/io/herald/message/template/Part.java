package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * One text of a message that is compiled and rendered on its own.
 *
 * @param role what it is for
 * @param label the name in errors and in the configuration API: {@code subject}, {@code
 *     headers.X-Order}, {@code variants.fr.html} and so on
 * @param document path of the document it was made of (TPL-71); null: somebody wrote it
 */
record Part(Role role, String label, @Nullable String document) {
  /** One that somebody wrote. */
  Part(Role role, String label) {
    this(role, label, null);
  }

  /** What texts are for, in the order in which they are rendered. */
  enum Role {
    SENDER_NAME(true, false),
    SENDER_ADDRESS(true, false),
    REPLY_TO(true, false),
    ERROR_ADDRESS(true, false),
    SUBJECT(true, false),
    PREHEADER(true, false),
    HEADER(true, false),
    HTML(false, true),
    TEXT(false, false),
    ATTACHED_LINE(true, false),
    ATTACHED_HTML(false, true);

    private final boolean header;
    private final boolean markup;

    Role(boolean header, boolean markup) {
      this.header = header;
      this.markup = markup;
    }
  }

  /** What is wrong at a place in it. */
  TemplateError error(int line, int column, String message) {
    return document == null
        ? new TemplateError(label, line, column, message)
        : TemplateError.inDocument(label, document, line, message);
  }

  /** True when the text ends up in one line, such as a header of the message. */
  boolean header() {
    return role.header;
  }

  /** True when the text is HTML, so that automatic escaping applies (TPL-37). */
  boolean markup() {
    return role.markup;
  }
}
