package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.platform.access.Permission;
import java.util.List;
import java.util.Optional;

/**
 * A kind of entity that can be written (API-30). It follows the rules of the configuration API by
 * calling what that calls. Safe for use by many threads.
 *
 * @param <E> the entity as it is stored
 */
interface EntityKind<E> {
  /** Names of its schema, that which is documented first. */
  List<String> schemas();

  /** What a caller needs. */
  Permission takes();

  /** Paths that identify an entity, the natural one first. */
  List<String> keys();

  /** Paths that keys may name besides, because they always have the same value. */
  default List<String> alsoInKeys() {
    return List.of();
  }

  /**
   * The entity of this key; empty when there is none.
   *
   * @param path one of {@link #keys}
   */
  Optional<E> find(String path, String value);

  /** Creates one. */
  Written create(EntityReading entity, Author author);

  /** Changes what the document names; everything else stays. */
  Written change(E there, EntityReading entity, Author author);

  /** Removes one. */
  Written delete(E there, Author author);
}
