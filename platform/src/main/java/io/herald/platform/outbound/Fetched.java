package io.herald.platform.outbound;

import org.jspecify.annotations.Nullable;

/** What fetching gave. */
public sealed interface Fetched {
  /**
   * What stood there; shared, do not change the bytes.
   *
   * @param type its media type as the server calls it, without parameters; null: it says nothing
   * @param charset of a text; null: the server says nothing
   */
  record Content(byte[] bytes, @Nullable String type, @Nullable String charset)
      implements Fetched {}

  /** Not allowed, not there, or too large: asking again is in vain. The reason names the host. */
  record Refused(String why) implements Fetched {}

  /** Nothing came this time; another time it may. The reason names the host. */
  record Unavailable(String why) implements Fetched {}
}
