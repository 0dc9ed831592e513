package io.herald.platform.http.operation;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Everything a caller can do, as {@code operation -> right} (SEC-8). Immutable. */
public final class OperationTable {
  private final List<Operation> operations;

  /**
   * @throws IllegalArgumentException when two have the same name, or the same method and path
   */
  public OperationTable(List<Operation> operations) {
    this.operations = List.copyOf(operations);
    Set<String> taken = new HashSet<>();
    for (Operation operation : operations) {
      if (!taken.add(operation.name()) || !taken.add(operation.verb() + " " + operation.path())) {
        throw new IllegalArgumentException("declared twice: " + operation.name());
      }
    }
  }

  /** In the order they were handed in. */
  public List<Operation> operations() {
    return operations;
  }

  /** What a path leads to. */
  record Found(Operation operation, Map<String, String> pathValues) {}

  /** The operations at a path, by method; empty when nothing is there. */
  Map<Operation.Verb, Found> at(String path) {
    Map<Operation.Verb, Found> found = new EnumMap<>(Operation.Verb.class);
    for (Operation operation : operations) {
      Map<String, String> values = operation.path().match(path);
      // a path without changing parts is meant when both fit
      if (values != null && (values.isEmpty() || !found.containsKey(operation.verb()))) {
        found.put(operation.verb(), new Found(operation, values));
      }
    }
    return found;
  }

  /** The paths there are, for a hint. */
  Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    operations.forEach(operation -> paths.add(operation.path().toString()));
    return paths;
  }
}
