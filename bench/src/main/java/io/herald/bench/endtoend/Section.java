package io.herald.bench.endtoend;

import java.util.Map;

/** A part of what the bench gave that has a heading of its own. */
interface Section {
  /** In Markdown, ended by a line end. */
  String text();

  /** By their names in the JSON, for example {@code growth.stored1M.perSecondVsEmpty}. */
  Map<String, Object> figures();
}
