package io.herald.control.block;

import io.herald.control.brand.BrandStore;
import io.herald.control.design.Saved;
import io.herald.message.link.Supplies;
import io.herald.message.template.Library;
import io.herald.message.template.SystemObjects;
import io.herald.platform.outbound.Pages;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blocks, options and brands as they are stored; each is read when it is asked for first, and
 * is the same from then on, as compiling one template takes it. For one thread and one compilation.
 */
final class StoredLibrary implements Library {
  private final BlockStore blocks;
  private final OptionStore options;
  private final BrandStore brands;
  private final Pages pages;
  private final Map<String, Optional<Supplies.Block>> knownBlocks = new HashMap<>();
  private final Map<String, Optional<String>> knownOptions = new HashMap<>();
  private @Nullable Map<String, Supplies.Brand> knownBrands;

  StoredLibrary(BlockStore blocks, OptionStore options, BrandStore brands, Pages pages) {
    this.pages = pages;
    this.blocks = blocks;
    this.options = options;
    this.brands = brands;
  }

  @Override
  public Optional<Supplies.Block> block(String name) {
    return knownBlocks.computeIfAbsent(
        name, asked -> blocks.block(asked).map(Saved::value).map(PersonalizationBlock::content));
  }

  @Override
  public Optional<String> option(String name) {
    return knownOptions.computeIfAbsent(
        name, asked -> options.option(asked).map(Saved::value).map(TemplateOption::value));
  }

  @Override
  public Map<String, Supplies.Brand> brands() {
    if (knownBrands == null) {
      knownBrands = brands.all();
    }
    return knownBrands;
  }

  /** There is no template library of files. */
  @Override
  public Optional<String> file(String path) {
    return Optional.empty();
  }

  @Override
  public Fetched fetch(String url) {
    return switch (pages.read(url)) {
      case Pages.Reading.Text(String text) -> new Fetched.Content(text);
      case Pages.Reading.Refused(String why) -> new Fetched.Refused(why);
      case Pages.Reading.Unavailable(String why) -> new Fetched.Refused(why + ", try again");
    };
  }

  @Override
  public SystemObjects objects() {
    return SystemObjects.NONE;
  }
}
