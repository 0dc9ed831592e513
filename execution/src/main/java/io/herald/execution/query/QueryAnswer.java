package io.herald.execution.query;

import java.time.Duration;
import java.util.List;

/** What a question comes to. */
public sealed interface QueryAnswer {
  /**
   * The rows found.
   *
   * @param rows in each the selected values, in order; what is not there is an empty text. Instants
   *     are UTC, {@code 2026-01-31 10:00:00.000Z}
   */
  record Rows(List<List<String>> rows) implements QueryAnswer {}

  /** How many rows there are. */
  record Count(long rows) implements QueryAnswer {}

  /** It would have taken longer than this; nothing was found out. */
  record TooLong(Duration bound) implements QueryAnswer {}

  /** A value cannot be computed, for example a text that is no number made one. */
  record NotComputable() implements QueryAnswer {}

  /** So many questions are being answered that this one has to come again. */
  record Busy() implements QueryAnswer {}
}
