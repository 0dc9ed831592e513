package io.herald.execution.simulation;

import java.util.List;
import java.util.Map;

/**
 * What a statement gives.
 *
 * @param rows in the order in which they are read; columns by name, in their order
 * @param count of rows changed
 */
record ModelAnswer(List<Map<String, Object>> rows, int count) {
  static ModelAnswer changed(int count) {
    return new ModelAnswer(List.of(), count);
  }

  static ModelAnswer of(List<Map<String, Object>> rows) {
    return new ModelAnswer(rows, rows.size());
  }

  static ModelAnswer value(Object value) {
    return of(List.of(Map.of("value", value)));
  }
}
