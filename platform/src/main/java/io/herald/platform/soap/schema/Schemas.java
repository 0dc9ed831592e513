package io.herald.platform.soap.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything an instance serves over SOAP, described once. Immutable.
 *
 * @param all in the order in which people read of them
 */
public record Schemas(List<Schema> all) {
  public Schemas {
    all = List.copyOf(all);
  }

  /** The schema of this name, in any letter case. */
  public Optional<Schema> find(String name) {
    return all.stream().filter(schema -> schema.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Every method served. */
  public List<Method> methods() {
    return all.stream().flatMap(schema -> schema.methods().stream()).toList();
  }

  /** For messages: the schemas that have methods, and so a WSDL. */
  public String withMethods() {
    return all.stream()
        .filter(schema -> !schema.methods().isEmpty())
        .map(Schema::name)
        .collect(Collectors.joining(", "));
  }
}
