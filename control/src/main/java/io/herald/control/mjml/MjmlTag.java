package io.herald.control.mjml;

import io.herald.message.template.TemplateError;

/**
 * A tag of the template that was taken out of MJML.
 *
 * @param word what stands in its place
 * @param text from {@code <%} to {@code %>}
 * @param at where it begins in the source, from 0
 */
record MjmlTag(String word, String text, int at) {
  /** A place as an author looks for it. */
  record Place(String part, int line, int column) {
    TemplateError error(String message) {
      return new TemplateError(part, line, column, message);
    }
  }

  static Place place(String part, String source, int at) {
    int line = 1;
    int begin = 0;
    for (int i = source.indexOf('\n'); i >= 0 && i < at; i = source.indexOf('\n', i + 1)) {
      line++;
      begin = i + 1;
    }
    return new Place(part, line, at - begin + 1);
  }
}
