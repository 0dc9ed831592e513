package io.herald.control.block;

import io.herald.control.brand.BrandStore;
import io.herald.control.design.Libraries;
import io.herald.message.template.Library;
import javax.sql.DataSource;

/** The stored blocks, options and brands, for whoever compiles. Safe for use by many threads. */
public final class StoredLibraries implements Libraries {
  private final BlockStore blocks;
  private final OptionStore options;
  private final BrandStore brands;

  public StoredLibraries(DataSource database) {
    this.blocks = new BlockStore(database);
    this.options = new OptionStore(database);
    this.brands = new BrandStore(database);
  }

  @Override
  public Library today() {
    return new StoredLibrary(blocks, options, brands);
  }

  public BlockStore blocks() {
    return blocks;
  }

  public OptionStore options() {
    return options;
  }
}
