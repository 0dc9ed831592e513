package io.herald.message.template;

/**
 * One thing wrong with a template, with its place.
 *
 * @param part which part of the content: {@code subject}, {@code html}, {@code text}, {@code
 *     senderName}, {@code senderAddress}, {@code replyTo} or {@code errorAddress}
 * @param line in that part, from 1
 * @param column in that line, from 1
 * @param message what is wrong and what to do, for a marketer
 */
public record TemplateError(String part, int line, int column, String message) {}
