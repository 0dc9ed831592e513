package io.herald.execution.collect.rest;

import io.herald.execution.collect.Instants;
import io.herald.execution.collect.Refusal;
import io.herald.execution.collect.Texts;
import io.herald.message.link.Publication;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the context of an event and checks it against the published event type (API-41): declared
 * fields have the declared type, required ones are there. Fields that are not declared are let
 * through unless the check is strict. For one context, by one thread.
 */
final class ContextReader {
  private static final int MAX_UNDECLARED = 20;

  private final JsonParser parser;
  private final Map<String, Publication.Field> declared = new HashMap<>();
  private final boolean strict;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> undeclared = new HashSet<>();
  private @Nullable Refusal refusal;
  private @Nullable String language;

  ContextReader(JsonParser parser, List<Publication.Field> fields, boolean strict) {
    this.parser = parser;
    this.strict = strict;
    for (Publication.Field field : fields) {
      declared.put(field.name(), field);
    }
  }

  /** Standing on the start of the context object: reads it; goes to its end. */
  void read() {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      storable(name, name);
      parser.nextToken();
      field(name);
    }
  }

  /**
   * The first thing that is wrong, required fields that are missing included; null when nothing.
   */
  @Nullable Refusal refusal() {
    for (Publication.Field field : declared.values()) {
      if (refusal == null && field.required() && !seen.contains(field.name())) {
        refuse(field.name(), "is missing; the event type requires it");
      }
    }
    return refusal;
  }

  /** Fields the event type does not declare; of very many, some. */
  Set<String> undeclared() {
    return undeclared;
  }

  /** The language the context itself names. */
  @Nullable String language() {
    return language;
  }

  private void field(String name) {
    Publication.Field field = declared.get(name);
    JsonToken token = parser.currentToken();
    if (field == null) {
      if (!declared.isEmpty()) {
        undeclared(name);
      }
    } else if (token != JsonToken.VALUE_NULL) {
      seen.add(name);
      String complaint = complaint(field.type(), token);
      if (complaint != null) {
        refuse(name, complaint);
      }
    }
    if (name.equals("AC_language") && token == JsonToken.VALUE_STRING) {
      language = parser.getString();
    }
    boolean collection = field != null && field.type().equals("collection");
    value(name, collection && token == JsonToken.START_ARRAY);
  }

  private void undeclared(String name) {
    if (strict) {
      refuse(name, "is not declared by the event type");
    } else if (undeclared.size() < MAX_UNDECLARED) {
      undeclared.add(name);
    }
  }

  /** What is wrong with the value of a declared field; null when nothing is. */
  private @Nullable String complaint(String type, JsonToken token) {
    return switch (type) {
      case "string" -> token == JsonToken.VALUE_STRING ? null : "must be a string";
      case "integer" ->
          token == JsonToken.VALUE_NUMBER_INT && isLong() ? null : "must be a whole number";
      case "decimal" -> token.isNumeric() ? null : "must be a number";
      case "boolean" -> token.isBoolean() ? null : "must be true or false";
      case "date" ->
          token == JsonToken.VALUE_STRING && isDate(parser.getString())
              ? null
              : "must be a date such as \"2026-01-31\"";
      case "datetime" ->
          token == JsonToken.VALUE_STRING
                  && Instants.parse(parser.getString(), ZoneOffset.UTC).isPresent()
              ? null
              : "must be a date and time such as \"2026-01-31T10:00:00.000Z\"";
      case "collection" -> token == JsonToken.START_ARRAY ? null : "must be an array of objects";
      case "object" -> token == JsonToken.START_OBJECT ? null : "must be an object";
      default -> null; // a type of a newer control instance
    };
  }

  private boolean isLong() {
    return switch (parser.getNumberType()) {
      case INT, LONG -> true;
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> false;
    };
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Passes over a value of any shape; what it holds must be storable. */
  private void value(String field, boolean onlyObjects) {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (onlyObjects && depth == 1 && token != JsonToken.END_ARRAY && !isObject(token)) {
        refuse(field, "must be an array of objects");
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING) {
        storable(field, parser.getString());
      } else if (token == JsonToken.PROPERTY_NAME) {
        storable(field, parser.currentName());
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  private static boolean isObject(JsonToken token) {
    return token == JsonToken.START_OBJECT || token == JsonToken.END_OBJECT;
  }

  private void storable(String field, String text) {
    if (!Texts.storable(text)) {
      refuse(field, "holds U+0000 or half of a surrogate pair");
    }
  }

  private void refuse(String field, String message) {
    if (refusal == null) {
      refusal = new Refusal("ctx." + (Texts.storable(field) ? field : "?"), message);
    }
  }
}
