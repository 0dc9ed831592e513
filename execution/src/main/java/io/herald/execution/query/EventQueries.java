package io.herald.execution.query;

/** Answers questions about what is stored. Safe for use by many threads. */
public interface EventQueries {
  /** The rows a question asks for. */
  QueryAnswer find(EventQuery query);

  /** How many rows its filter fits, whatever its limit. */
  QueryAnswer count(EventQuery query);
}
