package io.herald.control.block;

import io.herald.control.design.Saved;
import io.herald.message.template.Library;
import io.herald.message.template.SystemObjects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks and options as they are stored; each is read when it is asked for first, and is the
 * same from then on, as compiling one template takes it. For one thread and one compilation.
 */
final class StoredLibrary implements Library {
  private final BlockStore blocks;
  private final OptionStore options;
  private final Map<String, Optional<Block>> knownBlocks = new HashMap<>();
  private final Map<String, Optional<String>> knownOptions = new HashMap<>();

  StoredLibrary(BlockStore blocks, OptionStore options) {
    this.blocks = blocks;
    this.options = options;
  }

  @Override
  public Optional<Block> block(String name) {
    return knownBlocks.computeIfAbsent(
        name, asked -> blocks.block(asked).map(Saved::value).map(PersonalizationBlock::content));
  }

  @Override
  public Optional<String> option(String name) {
    return knownOptions.computeIfAbsent(
        name, asked -> options.option(asked).map(Saved::value).map(TemplateOption::value));
  }

  /** There is no template library of files. */
  @Override
  public Optional<String> file(String path) {
    return Optional.empty();
  }

  @Override
  public Fetched fetch(String url) {
    return new Fetched.Refused(
        "no server is allowed here: put the text into a block, or use getUrl");
  }

  @Override
  public SystemObjects objects() {
    return SystemObjects.NONE;
  }
}
