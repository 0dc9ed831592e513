package io.herald.control.design;

/** Which rows enrichments can look up. Safe for use by many threads. */
@FunctionalInterface
public interface Resources {
  /** Whether there is a resource of this name. */
  boolean has(String name);
}
