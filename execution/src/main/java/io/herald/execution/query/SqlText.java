package io.herald.execution.query;

import java.util.List;

/**
 * A statement with what is bound to it.
 *
 * @param parameters strings, longs, big decimals and instants with offset, in order
 */
record SqlText(String statement, List<Object> parameters) {
  SqlText {
    parameters = List.copyOf(parameters);
  }
}
