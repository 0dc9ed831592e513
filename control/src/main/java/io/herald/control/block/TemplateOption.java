package io.herald.control.block;

/**
 * A value that templates include by its name, such as {@code NmsServer_URL} (TPL-40, DM-55).
 *
 * @param name unique
 * @param label for people
 */
public record TemplateOption(String name, String label, String value) {}
