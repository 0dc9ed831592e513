package io.herald.control.block;

import io.herald.control.design.Libraries;
import io.herald.message.template.Library;
import javax.sql.DataSource;

/** The stored blocks and options, for whoever compiles. Safe for use by many threads. */
public final class StoredLibraries implements Libraries {
  private final BlockStore blocks;
  private final OptionStore options;

  public StoredLibraries(DataSource database) {
    this.blocks = new BlockStore(database);
    this.options = new OptionStore(database);
  }

  @Override
  public Library today() {
    return new StoredLibrary(blocks, options);
  }

  public BlockStore blocks() {
    return blocks;
  }

  public OptionStore options() {
    return options;
  }
}
