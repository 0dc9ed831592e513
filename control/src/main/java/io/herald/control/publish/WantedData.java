package io.herald.control.publish;

import java.util.Map;
import java.util.Optional;

/**
 * The rows that every execution instance should have (DM-42), by resource. Asked anew in each
 * comparison, from many threads.
 */
public interface WantedData {
  /** Digest by resource. */
  Map<String, String> wanted();

  /** The JSON of all rows of a resource, as it travels; empty when it is gone meanwhile. */
  Optional<String> travelling(String resource);
}
