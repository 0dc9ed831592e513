package io.herald.control.classic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of an entity and remembers which, so that what nobody asked for can be reported
 * instead of being lost unseen. For one thread.
 */
final class EntityReading {
  /** What has more is cut: reports must not grow with what callers send. */
  private static final int MAX_REPORTED = 40;

  private static final int MAX_NAME = 40;

  private final XmlElement entity;
  private final Set<String> known = new HashSet<>();

  EntityReading(XmlElement entity) {
    this.entity = entity;
    known.add("@xtkschema");
  }

  /**
   * A value.
   *
   * @param path such as {@code @label}, {@code scenario/@validityDuration} or {@code
   *     content/html/source}
   * @return null when it is not there; empty when it is there and empty
   */
  @Nullable String value(String path) {
    known.add(path);
    String[] steps = path.split("/");
    XmlElement element = entity;
    for (String step : steps) {
      if (step.startsWith("@")) {
        return element.attributes().get(step.substring(1));
      }
      XmlElement child = element.child(step);
      if (child == null) {
        return null;
      }
      element = child;
    }
    return element.text();
  }

  /** A value, or what it is when it is not there. */
  @Nullable String value(String path, @Nullable String otherwise) {
    String value = value(path);
    return value == null ? otherwise : value;
  }

  /**
   * Names in a list of children, each with {@code @name} and perhaps {@code _operation="delete"}.
   *
   * @param before those there are
   * @return those there should be
   */
  Set<String> names(String child, Set<String> before) {
    known.add(child + "/@name");
    Set<String> names = new HashSet<>(before);
    entity
        .children(child)
        .forEach(
            element -> {
              if (element.attribute("_operation").equals("delete")) {
                names.remove(element.attribute("name"));
              } else {
                names.add(element.attribute("name"));
              }
            });
    return names;
  }

  /** Paths of what is there and was not asked for, in the document's order. */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    collect(entity, "", unread);
    return unread.size() <= MAX_REPORTED ? unread : List.copyOf(unread.subList(0, MAX_REPORTED));
  }

  private void collect(XmlElement element, String at, List<String> unread) {
    for (String attribute : element.attributes().keySet()) {
      String path = at + "@" + attribute;
      // what begins with an underscore says how to write, not what
      if (!attribute.startsWith("_") && !known.contains(path)) {
        add(unread, at + "@" + cut(attribute));
      }
    }
    for (XmlElement child : element.children()) {
      if (unread.size() > MAX_REPORTED) {
        return;
      }
      String path = at + child.name();
      if (known.stream().anyMatch(read -> read.startsWith(path + "/"))) {
        collect(child, path + "/", unread);
      } else if (!known.contains(path)) {
        add(unread, at + cut(child.name()));
      }
    }
  }

  private static void add(List<String> unread, String path) {
    if (!unread.contains(path)) {
      unread.add(path);
    }
  }

  private static String cut(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
  }
}
