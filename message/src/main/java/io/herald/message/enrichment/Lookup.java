package io.herald.message.enrichment;

import java.util.Map;

/** What looking for the row of an enrichment gave. */
public sealed interface Lookup {
  /** At most one row is read (TPL-3): this one. */
  record Found(Map<String, String> row) implements Lookup {}

  /**
   * No row fits.
   *
   * @param why for people, without the event's data
   */
  record Missing(String why) implements Lookup {}

  /**
   * Several rows fit, and nothing says which one counts (EV-7).
   *
   * @param why for people, without the event's data
   */
  record Ambiguous(String why) implements Lookup {}
}
