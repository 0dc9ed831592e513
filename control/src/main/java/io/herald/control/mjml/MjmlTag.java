package io.herald.control.mjml;

/**
 * A tag of the template that was taken out of MJML.
 *
 * @param word what stands in its place
 * @param text from {@code <%} to {@code %>}
 * @param at where it begins in the source, from 0
 */
record MjmlTag(String word, String text, int at) {}
