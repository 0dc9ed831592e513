package io.herald.message.template;

/**
 * One thing wrong with a template, with its place.
 *
 * @param part which part of the content: {@code subject}, {@code html}, {@code headers.X-Order},
 *     {@code variants.fr.html} and so on
 * @param line in that part, from 1; 0: it is about all of the part
 * @param column in that line, from 1; 0 with the line
 * @param message what is wrong and what to do, for a marketer
 */
public record TemplateError(String part, int line, int column, String message) {
  /** About all of a part. */
  public static TemplateError ofWhole(String part, String message) {
    return new TemplateError(part, 0, 0, message);
  }

  /**
   * About HTML that was made of a document (TPL-71), whose lines are the document's paragraphs and
   * whose columns nobody ever saw.
   *
   * @param document its path
   */
  public static TemplateError inDocument(
      String part, String document, int paragraph, String message) {
    return new TemplateError(
        part, paragraph, 1, document + ", paragraph " + paragraph + ": " + message);
  }
}
