package io.herald.message.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The system objects a template may read (TPL-34): {@code delivery}, {@code message}, {@code
 * provider}, {@code brand} and so on. Immutable.
 *
 * @param byName object name to field to value; a value is a text, a number, a boolean, a map of
 *     fields, or a list of those
 */
public record SystemObjects(Map<String, Map<String, Object>> byName) {
  /** The objects that templates know by name. */
  public static final List<String> NAMES =
      List.of(
          "delivery",
          "message",
          "provider",
          "brand",
          "profile",
          "dataSource",
          "targetData",
          "coupon",
          "couponValue",
          "proposition",
          "vars");

  /** Nothing is known of any. */
  public static final SystemObjects NONE = new SystemObjects(Map.of());

  private static final int MAX_DEPTH = 20;

  /**
   * @throws IllegalArgumentException when a name is none of {@link #NAMES}, or a value of no kind
   *     that scripts understand
   */
  public SystemObjects {
    Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
    byName.forEach(
        (name, fields) -> {
          if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("there is no system object " + name);
          }
          copy.put(name, fields(fields, 1));
        });
    byName = Collections.unmodifiableMap(copy);
  }

  private static Map<String, Object> fields(Map<?, ?> fields, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> copy.put(String.valueOf(name), value(value, depth)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " levels");
    }
    return switch (value) {
      case String text -> text;
      case Boolean flag -> flag;
      case Number number -> number;
      case Map<?, ?> fields -> fields(fields, depth + 1);
      case List<?> list -> list.stream().map(item -> value(item, depth + 1)).toList();
      case null -> throw new IllegalArgumentException("a field without a value: leave it out");
      default -> throw new IllegalArgumentException("a field cannot be a " + value.getClass());
    };
  }

  /** The fields of an object; null when nothing is known of it. */
  public @Nullable Map<String, Object> fields(String name) {
    return byName.get(name);
  }

  /** The names only: fields may hold personal data. */
  @Override
  public String toString() {
    return "SystemObjects" + byName.keySet();
  }
}
