package io.herald.message.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields of system objects by path (TPL-41): {@code @trackingURL}, {@code links/link/@url}.
 */
final class ObjectPaths {
  private ObjectPaths() {}

  /**
   * @param path names separated by slashes, {@code @} or not; empty: the object itself
   * @param index which one of a list is followed, from 1
   * @return null when there is none; a list when the path ends at one and the index is 1
   */
  static @Nullable Object find(Object root, String path, int index) {
    Object at = root;
    for (String name : path.isBlank() ? new String[0] : path.strip().split("/")) {
      Object owner = at instanceof List<?> list ? item(list, index) : at;
      if (!(owner instanceof Map<?, ?> fields)) {
        return null;
      }
      at = fields.get(name.startsWith("@") ? name.substring(1) : name);
    }
    return at instanceof List<?> list && index > 1 ? item(list, index) : at;
  }

  private static @Nullable Object item(List<?> list, int index) {
    return index <= list.size() ? list.get(index - 1) : null;
  }
}
