package io.herald.message.template;

/**
 * One thing wrong with a template, with its place.
 *
 * @param part which part of the content: {@code subject}, {@code html}, {@code headers.X-Order},
 *     {@code variants.fr.html} and so on
 * @param line in that part, from 1
 * @param column in that line, from 1
 * @param message what is wrong and what to do, for a marketer
 */
public record TemplateError(String part, int line, int column, String message) {}
