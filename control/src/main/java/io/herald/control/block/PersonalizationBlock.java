package io.herald.control.block;

import io.herald.message.link.Supplies;
import org.jspecify.annotations.Nullable;

/**
 * A piece of content that templates include by its name (TPL-50).
 *
 * @param name unique; it hides a built-in block of the same name
 * @param label for people
 * @param html for the HTML part; may hold tags and include other blocks
 * @param text for subject, addresses and text part; null: the HTML as it is
 * @param inMenus whether editors offer it
 * @param dimension whose messages it is meant for: {@code any}, {@code event} or {@code profile}
 */
public record PersonalizationBlock(
    String name,
    String label,
    String html,
    @Nullable String text,
    boolean inMenus,
    String dimension) {
  /** As templates take it in. */
  Supplies.Block content() {
    return new Supplies.Block(html, text);
  }
}
