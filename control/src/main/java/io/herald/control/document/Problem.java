package io.herald.control.document;

import io.herald.message.template.TemplateError;

/**
 * What is to be said to the author of a document.
 *
 * @param paragraph from 1; 0: it is about the whole document
 */
record Problem(int paragraph, String message) {
  /**
   * @param part the property that names the document
   * @param path of the document
   */
  TemplateError in(String part, String path) {
    return paragraph == 0
        ? TemplateError.ofWhole(part, path + ": " + message)
        : TemplateError.inDocument(part, path, paragraph, message);
  }
}
