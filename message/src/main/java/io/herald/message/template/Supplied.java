package io.herald.message.template;

import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import io.herald.message.template.Library.Block;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Between what a template takes in and what its publication carries (TPL-20, TPL-43): frozen where
 * it is published, compiled with just that wherever it is sent from.
 */
public final class Supplied {
  private Supplied() {}

  /** With what a published version is compiled, whatever there is today. */
  public static CompileSettings settings(Publication publication) {
    return CompileSettings.with(MessageLibrary.of(library(publication.supplies()), publication));
  }

  /** What was frozen, as a template takes it in. */
  public static FrozenLibrary library(Supplies supplies) {
    Map<String, Block> blocks = new HashMap<>();
    supplies.blocks().forEach((name, block) -> blocks.put(name, taken(block)));
    return new FrozenLibrary(
        blocks, supplies.options(), supplies.files(), supplies.pages(), SystemObjects.NONE);
  }

  /**
   * What a compiled template took in, to travel with it.
   *
   * @param others what does not come from a library: brands and resources are kept
   */
  public static Supplies freeze(FrozenLibrary uses, Supplies others) {
    Map<String, Supplies.Block> blocks = new HashMap<>();
    uses.blocks()
        .forEach((name, block) -> blocks.put(name, new Supplies.Block(block.html(), block.text())));
    return new Supplies(
        blocks, uses.options(), uses.files(), uses.pages(), others.brands(), others.resources());
  }

  /** Whether a template would take in the same blocks and options from a library as it did. */
  public static boolean isWhat(Supplies taken, Library there) {
    return taken.blocks().entrySet().stream()
            .allMatch(block -> isWhat(block.getKey(), block.getValue(), there))
        && taken.options().entrySet().stream()
            .allMatch(
                option -> there.option(option.getKey()).equals(Optional.of(option.getValue())));
  }

  /** Whether a template would take in the same block as it did. */
  public static boolean isWhat(String name, Supplies.Block taken, Library there) {
    return there.block(name).or(() -> BuiltInBlocks.block(name)).equals(Optional.of(taken(taken)));
  }

  private static Block taken(Supplies.Block block) {
    return new Block(block.html(), block.text());
  }
}
