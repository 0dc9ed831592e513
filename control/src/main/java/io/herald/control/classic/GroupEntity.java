package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.platform.access.OperatorGroups;
import io.herald.platform.access.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups of operators (SEC-3). */
final class GroupEntity implements EntityKind<OperatorGroups.Group> {
  private final OperatorGroups groups;

  GroupEntity(OperatorGroups groups) {
    this.groups = groups;
  }

  @Override
  public List<String> schemas() {
    return List.of("xtk:group", "xtk:opGroup", "xtk:operatorGroup");
  }

  @Override
  public Permission takes() {
    return Permission.ADMINISTER;
  }

  @Override
  public List<String> keys() {
    return List.of("@name");
  }

  @Override
  public Optional<OperatorGroups.Group> find(String path, String value) {
    return groups.list().stream().filter(group -> group.name().equals(value)).findFirst();
  }

  @Override
  public Written create(EntityReading entity, Author author) {
    String name = entity.value("@name", "");
    return put(name == null ? "" : name, entity.names("right", Set.of()));
  }

  @Override
  public Written change(OperatorGroups.Group there, EntityReading entity, Author author) {
    return put(there.name(), entity.names("right", there.rights()));
  }

  private Written put(String name, Set<String> rights) {
    return OperatorEntity.checked(
        () -> {
          groups.put(name, rights);
          return Written.Done.by("operator-group.put", name);
        });
  }

  @Override
  public Written delete(OperatorGroups.Group there, Author author) {
    return switch (groups.remove(there.name())) {
      case REMOVED -> Written.Done.by("operator-group.delete", there.name());
      case UNKNOWN -> Findings.changedMeanwhile(there.name());
      case IN_USE ->
          new Written.Refused("operators are in " + there.name() + "; take them out first.");
    };
  }
}
