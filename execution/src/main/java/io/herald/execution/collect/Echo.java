package io.herald.execution.collect;

/** What an answer of the Standard dialect repeats of the event (API-42). */
public enum Echo {
  /** Address and context as they came. */
  VALUES,

  /** The declared fields, each of them empty, as the original did in its old mode. */
  EMPTY
}
