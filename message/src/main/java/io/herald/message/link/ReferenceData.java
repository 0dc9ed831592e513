package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * Rows that enrichments look up (DM-42), as they travel from control to execution: always all of
 * one resource. Immutable.
 *
 * @param resource its name, as enrichments give it in {@code source}
 * @param digest of its rows: another content has another one
 * @param rows column to value; a value that is not there is left out
 */
public record ReferenceData(String resource, String digest, List<Map<String, String>> rows) {
  /** How many rows a resource may have: they are kept in memory wherever messages are made. */
  public static final int MOST_ROWS = 100_000;

  /**
   * @throws NullPointerException when a part is missing
   * @throws IllegalArgumentException when there are too many rows
   */
  public ReferenceData {
    requireNonNull(resource, "resource");
    requireNonNull(digest, "digest");
    rows = List.copyOf(requireNonNull(rows, "rows"));
    if (rows.size() > MOST_ROWS) {
      throw new IllegalArgumentException(
          "a resource has at most " + MOST_ROWS + " rows, not " + rows.size());
    }
  }

  /** Which resources an execution instance has: digest by name. */
  public record Held(Map<String, String> digests) {
    public Held {
      digests = Map.copyOf(requireNonNull(digests, "digests"));
    }
  }
}
