package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.control.design.DesignStore;
import io.herald.control.design.EventType;
import io.herald.control.design.EventTypeRequest;
import io.herald.control.design.Saved;
import io.herald.control.http.InputCheck;
import io.herald.platform.access.Permission;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Event types: the values of the enumeration {@code eventType}. */
final class EventTypeEntity implements EntityKind<Saved<EventType>> {
  private static final String ENUMERATION = "eventType";
  private static final Findings FINDINGS =
      new Findings(List.of("name", "@name", "label", "@label"));

  private final DesignStore store;

  EventTypeEntity(DesignStore store) {
    this.store = store;
  }

  @Override
  public List<String> schemas() {
    return List.of("xtk:enumValue");
  }

  @Override
  public Permission takes() {
    return Permission.CONFIGURE;
  }

  @Override
  public List<String> keys() {
    return List.of("@name");
  }

  @Override
  public List<String> alsoInKeys() {
    return List.of("enum/@name");
  }

  @Override
  public Optional<Saved<EventType>> find(String path, String value) {
    return store.eventType(value);
  }

  @Override
  public Written create(EntityReading entity, Author author) {
    InputCheck check = new InputCheck();
    checkEnumeration(entity, check);
    EventType type =
        new EventTypeRequest(
                entity.value("@name"), entity.value("@label"), null, List.of(), null, null)
            .read(check, null);
    return check.findings().isEmpty()
        ? Findings.saved(store.create(type, author), "createEventType", type.name())
        : FINDINGS.refused(check);
  }

  @Override
  public Written change(Saved<EventType> there, EntityReading entity, Author author) {
    EventType before = there.value();
    InputCheck check = new InputCheck();
    checkEnumeration(entity, check);
    String label =
        check.line("label", entity.value("@label", before.label()), EventTypeRequest.MAX_LABEL);
    // what the entity has no place for stays as it is
    EventType type =
        new EventType(
            before.name(),
            label.isEmpty() ? before.name() : label,
            before.channel(),
            before.fields(),
            before.enrichments());
    return check.findings().isEmpty()
        ? Findings.saved(
            store.replace(type, there.revision(), author), "replaceEventType", type.name())
        : FINDINGS.refused(check);
  }

  @Override
  public Written delete(Saved<EventType> there, Author author) {
    String name = there.value().name();
    return Findings.deleted(store.deleteEventType(name, there.revision()), "deleteEventType", name);
  }

  private static void checkEnumeration(EntityReading entity, InputCheck check) {
    @Nullable String enumeration = entity.value("enum/@name");
    if (!ENUMERATION.equals(enumeration)) {
      check.refuse(
          "enum/@name", "only values of the enumeration " + ENUMERATION + " are kept here.");
    }
  }
}
