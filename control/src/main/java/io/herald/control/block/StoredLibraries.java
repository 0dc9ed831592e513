package io.herald.control.block;

import io.herald.control.brand.BrandStore;
import io.herald.control.design.Libraries;
import io.herald.message.template.Library;
import io.herald.platform.outbound.Pages;
import javax.sql.DataSource;

/**
 * The stored blocks, options and brands, and pages, for whoever compiles. Safe for use by many
 * threads.
 */
public final class StoredLibraries implements Libraries {
  private final BlockStore blocks;
  private final OptionStore options;
  private final BrandStore brands;
  private final Pages pages;

  /**
   * @param pages reads what {@code include url} names
   */
  public StoredLibraries(DataSource database, Pages pages) {
    this.pages = pages;
    this.blocks = new BlockStore(database);
    this.options = new OptionStore(database);
    this.brands = new BrandStore(database);
  }

  @Override
  public Library today() {
    return new StoredLibrary(blocks, options, brands, pages);
  }

  public BlockStore blocks() {
    return blocks;
  }

  public OptionStore options() {
    return options;
  }
}
