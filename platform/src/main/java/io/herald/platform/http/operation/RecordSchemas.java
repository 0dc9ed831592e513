package io.herald.platform.http.operation;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas (draft 2020-12, as OpenAPI 3.1 has them) of the records that {@link ApiJson} reads
 * and writes. A record becomes an object that takes no other properties; what is not
 * {@code @Nullable} is required. For one thread.
 */
final class RecordSchemas {
  static final String PLACE = "#/components/schemas/";

  private final Map<String, Map<String, Object>> schemas = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  /** All records met so far, by their simple name. */
  Map<String, Map<String, Object>> all() {
    return schemas;
  }

  /**
   * The schema of a type: a reference when it is a record.
   *
   * @throws IllegalArgumentException when it has no form in JSON here, or two records share a name
   */
  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != RawJson.class && plain != Label.class) {
      return reference(plain);
    }
    return new LinkedHashMap<>(simple(plain));
  }

  private static Map<String, Object> simple(Class<?> type) {
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == int.class || type == Integer.class) {
      return Map.of("type", "integer", "format", "int32");
    }
    if (type == long.class || type == Long.class) {
      return Map.of("type", "integer", "format", "int64");
    }
    if (type == Label.class) {
      return Map.of("type", List.of("string", "integer"));
    }
    if (type == RawJson.class) {
      return Map.of("type", "object");
    }
    throw new IllegalArgumentException("has no form in JSON here: " + type);
  }

  private Map<String, Object> ofGeneric(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    Map<String, Object> schema = new LinkedHashMap<>();
    if (generic.getRawType() == List.class) {
      schema.put("type", "array");
      schema.put("items", of(arguments[0]));
      return schema;
    }
    if (generic.getRawType() == Map.class && arguments[0] == String.class) {
      schema.put("type", "object");
      schema.put("additionalProperties", of(arguments[1]));
      return schema;
    }
    throw new IllegalArgumentException("has no form in JSON here: " + generic);
  }

  private Map<String, Object> reference(Class<?> type) {
    String name = type.getSimpleName();
    Class<?> owner = owners.putIfAbsent(name, type);
    if (owner != null && owner != type) {
      throw new IllegalArgumentException("two records of the name " + name);
    }
    if (owner == null) {
      schemas.put(name, Map.of()); // a record may hold itself
      schemas.put(name, object(type));
    }
    Map<String, Object> reference = new LinkedHashMap<>();
    reference.put("$ref", PLACE + name);
    return reference;
  }

  private Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), property(component));
      if (!isNullable(component.getAnnotatedType())) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    Described described = type.getAnnotation(Described.class);
    if (described != null) {
      schema.put("description", described.value());
    }
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private Map<String, Object> property(RecordComponent component) {
    Map<String, Object> schema = of(component.getGenericType());
    Described described = component.getAnnotation(Described.class);
    if (described == null) {
      return schema;
    }
    if (described.is() != void.class) {
      if (schema.get("items") != null) {
        schema.put("items", of(described.is()));
      } else {
        schema = of(described.is());
      }
    }
    schema.put("description", described.value());
    if (described.oneOf().length > 0) {
      schema.put("enum", List.of(described.oneOf()));
    }
    if (!described.format().isEmpty()) {
      schema.put("format", described.format());
    }
    bounds(schema, described);
    return schema;
  }

  private static void bounds(Map<String, Object> schema, Described described) {
    String kind = String.valueOf(schema.get("type"));
    String least =
        kind.equals("array") ? "minItems" : kind.equals("integer") ? "minimum" : "minLength";
    String most =
        kind.equals("array") ? "maxItems" : kind.equals("integer") ? "maximum" : "maxLength";
    if (described.atLeast() > 0) {
      schema.put(least, described.atLeast());
    }
    if (described.atMost() > 0) {
      schema.put(most, described.atMost());
    }
  }

  private static boolean isNullable(AnnotatedType type) {
    // of a generic type the annotation stands at the class, as it does for plain ones
    return type.isAnnotationPresent(Nullable.class)
        || (type instanceof AnnotatedParameterizedType generic
            && generic.isAnnotationPresent(Nullable.class));
  }
}
