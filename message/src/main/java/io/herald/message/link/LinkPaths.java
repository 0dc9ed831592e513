package io.herald.message.link;

/**
 * Where an execution instance listens for its control instance. Every call carries {@code
 * Authorization: Bearer} with the link secret both sides are configured with.
 */
public final class LinkPaths {
  /** Everything of the link is below this. */
  public static final String PREFIX = "/link/v1/";

  /** The body of a call, at most; more is answered with 413. */
  public static final int MAX_BODY_BYTES = 16 << 20;

  /** GET: {@link Catalog}. */
  public static final String CATALOG = PREFIX + "catalog";

  /**
   * PUT a {@link Publication}, or DELETE, at this path and the template's name. Both are
   * idempotent. With the query {@value #PAUSED} the version is live but paused: events are taken
   * and held back (EV-40); version and state become effective together.
   */
  public static final String PUBLICATIONS = PREFIX + "publications/";

  /** The query of a PUT that pauses; without it the version is not paused. */
  public static final String PAUSED = "state=paused";

  /**
   * PUT a {@link Proof} at this path and an id that control chose, 1 to 64 letters, digits and
   * hyphens: it is on disk when that is answered with 204, and repeating it changes nothing. GET:
   * {@link Proof.Outcomes}.
   */
  public static final String PROOFS = PREFIX + "proofs/";

  /** GET an event at this path and its id: {@link EventData}. */
  public static final String EVENTS = PREFIX + "events/";

  /**
   * PUT the bytes of a file at this path, their SHA-256 in lower-case hexadecimal digits, a slash
   * and their media type. A publication or proof that names files whose bytes are missing is
   * answered with 409 and {@link Lacking}; it is complete once they are sent and it is sent again.
   */
  public static final String RESOURCES = PREFIX + "resources/";

  /**
   * PUT {@link ReferenceData}, or DELETE, at this path and the resource's name. Both are
   * idempotent.
   */
  public static final String DATA = PREFIX + "data/";

  /** GET: {@link ReferenceData.Held}. */
  public static final String DATA_HELD = PREFIX + "data";

  /**
   * GET at this path, an event type, a slash, and perhaps the id before which to go on: {@link
   * EventLog}.
   */
  public static final String LOGS = PREFIX + "logs/";

  private LinkPaths() {}
}
