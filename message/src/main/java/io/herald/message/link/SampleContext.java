package io.herald.message.link;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to start from: a context with a value for every declared field (API-46, TPL-65), two
 * elements in each collection.
 */
public final class SampleContext {
  private SampleContext() {}

  /** One JSON object; {@code {}} for a type that declares nothing. */
  public static String json(List<Publication.Field> fields) {
    // names are letters, digits and underscores: nothing to escape
    return fields.stream()
        .map(field -> "\"" + field.name() + "\":" + value(field.type()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String value(String type) {
    return switch (type) {
      case "integer" -> "1";
      case "decimal" -> "1.5";
      case "boolean" -> "true";
      case "date" -> "\"2026-01-31\"";
      case "datetime" -> "\"2026-01-31T10:00:00.000Z\"";
      case "object" -> "{}";
      case "collection" -> "[{},{}]";
      default -> "\"string1\"";
    };
  }
}
