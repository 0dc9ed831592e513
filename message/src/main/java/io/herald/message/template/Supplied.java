package io.herald.message.template;

import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    return new FrozenLibrary(
        supplies.blocks(),
        supplies.options(),
        supplies.files(),
        supplies.pages(),
        SystemObjects.NONE,
        supplies.brands());
  }

  /**
   * What a compiled template took in, to travel with it.
   *
   * @param others what does not come from a library: resources are kept
   */
  public static Supplies freeze(FrozenLibrary uses, Supplies others) {
    return new Supplies(
        uses.blocks(),
        uses.options(),
        uses.files(),
        uses.pages(),
        uses.brands(),
        others.resources());
  }

  /**
   * Whether a template would take in the same blocks, options and brands from a library as it did.
   *
   * @param brand as the template names it; one that is chosen while the message is made (TPL-13)
   *     takes in all there are, also those that are new
   */
  public static boolean isWhat(@Nullable String brand, Supplies taken, Library there) {
    return (BrandFields.isChosenLater(brand)
            ? taken.brands().equals(there.brands())
            : there.brands().entrySet().containsAll(taken.brands().entrySet()))
        && taken.blocks().entrySet().stream()
            .allMatch(block -> isWhat(block.getKey(), block.getValue(), there))
        && taken.options().entrySet().stream()
            .allMatch(
                option -> there.option(option.getKey()).equals(Optional.of(option.getValue())));
  }

  /** Whether a template would take in the same block as it did. */
  public static boolean isWhat(String name, Supplies.Block taken, Library there) {
    return there.block(name).or(() -> BuiltInBlocks.block(name)).equals(Optional.of(taken));
  }
}
