package io.herald.control.design;

import io.herald.message.template.Library;

/** Gives what templates may take in (TPL-40). Safe for use by many threads. */
@FunctionalInterface
public interface Libraries {
  /**
   * What there is at this moment, for one thread and one compilation: it answers the same question
   * the same way all the time.
   */
  Library today();
}
