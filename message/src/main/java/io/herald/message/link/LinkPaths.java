package io.herald.message.link;

/**
 * Where an execution instance listens for its control instance. Every call carries {@code
 * Authorization: Bearer} with the link secret both sides are configured with.
 */
public final class LinkPaths {
  /** Everything of the link is below this. */
  public static final String PREFIX = "/link/v1/";

  /** GET: {@link Catalog}. */
  public static final String CATALOG = PREFIX + "catalog";

  /**
   * PUT a {@link Publication}, or DELETE, at this path and the template's name. Both are
   * idempotent.
   */
  public static final String PUBLICATIONS = PREFIX + "publications/";

  private LinkPaths() {}
}
