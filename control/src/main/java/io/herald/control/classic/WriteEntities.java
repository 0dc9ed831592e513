package io.herald.control.classic;

import io.herald.control.design.Author;
import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Permission;
import io.herald.platform.access.Principal;
import io.herald.platform.database.Database;
import io.herald.platform.soap.Parameters;
import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapExchange;
import io.herald.platform.soap.SoapMethod;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes configuration entities: one, or many of which all are written or none (API-30).
 *
 * <p>What a document holds that is not kept here does not make it fail, since packages are full of
 * it; it is named in the audit log's entry of the entity, and in one line of the log per call.
 */
final class WriteEntities implements SoapMethod {
  private static final Logger LOG = LoggerFactory.getLogger(WriteEntities.class);
  private static final String SCHEMA = "xtkschema";

  /** Paths in a line of the log. */
  private static final int MAX_LOGGED = 40;

  /** Whether the document is an entity, or an element around many. */
  enum Form {
    ONE,
    MANY
  }

  private final Form form;
  private final List<EntityKind<?>> kinds;
  private final int maxEntities;
  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  /**
   * @param maxEntities in one call
   */
  WriteEntities(
      Form form,
      List<EntityKind<?>> kinds,
      int maxEntities,
      Database database,
      AuditLog audit,
      InstantSource clock) {
    this.form = form;
    this.kinds = List.copyOf(kinds);
    this.maxEntities = maxEntities;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** An entity that is understood so far that it can be looked for. */
  private record Step<E>(
      int index, EntityKind<E> kind, EntityReading reading, Operation operation, Key key) {}

  /** What identifies an entity. */
  private record Key(String path, String value) {}

  /**
   * Why nothing is written.
   *
   * @param missing the right the caller would need; null: it is not that
   */
  private record Refusal(int index, String reason, @Nullable Permission missing) {}

  /** An entity cannot be written; ends the planning, never leaves this class. */
  private static final class Unwritable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Unwritable(Refusal refusal) {
      super(null, null, false, false);
      this.refusal = refusal;
    }
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    @Nullable XmlElement document = parameters.element((xml, namespace) -> XmlElement.read(xml));
    return (Guarded)
        (exchange, who) -> Answering.told(exchange, () -> write(exchange, who, document));
  }

  private SoapAnswer write(SoapExchange exchange, Principal who, @Nullable XmlElement document) {
    if (document == null) {
      return SoapAnswer.Fault.refused(
          exchange.name(),
          "The second parameter holds no document; expected an element with xtkschema.");
    }
    List<XmlElement> entities = form == Form.ONE ? List.of(document) : document.children();
    if (entities.isEmpty()) {
      return SoapAnswer.Fault.refused(
          exchange.name(),
          "The second parameter holds an element without entities inside; expected at least one.");
    }
    if (entities.size() > maxEntities) {
      return SoapAnswer.Fault.refused(
          exchange.name(),
          String.format(
              Locale.ROOT,
              "The second parameter holds %,d entities; a call may have %,d: send several.",
              entities.size(),
              maxEntities));
    }
    Journal journal = new Journal(audit, exchange, who);
    Set<String> unread = new LinkedHashSet<>();
    Optional<Refusal> refusal;
    try {
      List<Step<?>> steps = new ArrayList<>();
      for (XmlElement entity : entities) {
        steps.add(step(steps.size(), entity, document.attribute(SCHEMA), who));
      }
      Author author = new Author(who.name(), clock.instant());
      refusal =
          database.atomically(() -> carryOut(steps, author, journal, unread), Optional::isEmpty);
    } catch (Unwritable unwritable) {
      refusal = Optional.of(unwritable.refusal);
    }
    if (refusal.isPresent()) {
      return refused(exchange, entities, refusal.get(), journal);
    }
    if (!unread.isEmpty()) {
      LOG.info(
          "{} of {} entities; not kept here, so left out: {}",
          exchange.name().method(),
          entities.size(),
          unread);
    }
    return new SoapAnswer.Success(exchange.name(), "");
  }

  private Step<?> step(int index, XmlElement entity, String outerSchema, Principal who)
      throws Unwritable {
    String schema = entity.attribute(SCHEMA).isEmpty() ? outerSchema : entity.attribute(SCHEMA);
    EntityKind<?> kind =
        kinds.stream()
            .filter(known -> known.schemas().stream().anyMatch(schema::equalsIgnoreCase))
            .findFirst()
            .orElseThrow(() -> unwritable(index, unknown(schema)));
    if (!who.may(kind.takes())) {
      throw new Unwritable(
          new Refusal(
              index,
              kind.schemas().getFirst() + " takes the right " + kind.takes().right().label() + ".",
              kind.takes()));
    }
    Operation operation =
        Operation.of(entity.attribute("_operation").strip())
            .orElseThrow(
                () ->
                    unwritable(
                        index,
                        "_operation: expected insert, update, insertOrUpdate, delete or none."));
    EntityReading reading = new EntityReading(entity);
    return step(index, kind, reading, operation, entity.attribute("_key"));
  }

  private static <E> Step<E> step(
      int index, EntityKind<E> kind, EntityReading reading, Operation operation, String keyPaths)
      throws Unwritable {
    List<String> wanted = new ArrayList<>();
    for (String path : keyPaths.split(",")) {
      String bare = path.strip().replace("[", "").replace("]", "");
      if (kind.keys().contains(bare)) {
        wanted.add(bare);
      } else if (!bare.isEmpty() && !kind.alsoInKeys().contains(bare)) {
        throw unwritable(
            index,
            "_key: an "
                + kind.schemas().getFirst()
                + " is identified by "
                + String.join(" or ", kind.keys())
                + ".");
      }
    }
    for (String path : wanted.isEmpty() ? kind.keys() : wanted) {
      @Nullable String value = reading.value(path);
      if (value != null && !value.isEmpty()) {
        return new Step<>(index, kind, reading, operation, new Key(path, value));
      }
    }
    String missing = wanted.isEmpty() ? kind.keys().getFirst() : wanted.getFirst();
    if (operation == Operation.NONE) {
      return new Step<>(index, kind, reading, operation, new Key(missing, ""));
    }
    throw unwritable(
        index, missing + ": is missing; it says which " + kind.schemas().getFirst() + " is meant.");
  }

  private static Unwritable unwritable(int index, String reason) {
    return new Unwritable(new Refusal(index, reason, null));
  }

  private String unknown(String schema) {
    String served =
        kinds.stream().map(kind -> kind.schemas().getFirst()).collect(Collectors.joining(", "));
    if (schema.isEmpty()) {
      return "xtkschema: is missing; expected one of " + served + ".";
    }
    boolean showable = schema.matches("[A-Za-z0-9_]{1,32}:[A-Za-z0-9_]{1,64}");
    return "xtkschema: "
        + (showable ? schema : "what it names")
        + " is not kept here; what can be written is "
        + served
        + ".";
  }

  /** The first that cannot be written; empty: all are. */
  private static Optional<Refusal> carryOut(
      List<Step<?>> steps, Author author, Journal journal, Set<String> unread) {
    for (Step<?> step : steps) {
      switch (carryOut(step, author)) {
        case Written.Refused(String reason) -> {
          return Optional.of(new Refusal(step.index(), reason, null));
        }
        case Written.Nothing() -> {}
        case Written.Done(List<String> actions, String object) -> {
          List<String> left =
              step.operation() == Operation.DELETE ? List.of() : step.reading().unread();
          left.stream().filter(_ -> unread.size() < MAX_LOGGED).forEach(unread::add);
          String outcome =
              left.isEmpty()
                  ? Journal.DONE
                  : Journal.DONE + "; left out: " + String.join(", ", left);
          actions.forEach(action -> journal.note(action, object, outcome));
        }
      }
    }
    return Optional.empty();
  }

  private static <E> Written carryOut(Step<E> step, Author author) {
    if (step.operation() == Operation.NONE) {
      return new Written.Nothing();
    }
    Optional<E> there = step.kind().find(step.key().path(), step.key().value());
    return switch (step.operation()) {
      case NONE -> new Written.Nothing();
      case INSERT ->
          there.isPresent()
              ? new Written.Refused(
                  step.key().path() + ": there is one already; use update or insertOrUpdate.")
              : step.kind().create(step.reading(), author);
      case INSERT_OR_UPDATE ->
          there
              .map(before -> step.kind().change(before, step.reading(), author))
              .orElseGet(() -> step.kind().create(step.reading(), author));
      case UPDATE ->
          there
              .map(before -> step.kind().change(before, step.reading(), author))
              .orElseGet(() -> none(step));
      case DELETE ->
          there.map(before -> step.kind().delete(before, author)).orElseGet(() -> none(step));
    };
  }

  private static Written none(Step<?> step) {
    return new Written.Refused(step.key().path() + ": there is none of this key.");
  }

  private SoapAnswer refused(
      SoapExchange exchange, List<XmlElement> entities, Refusal refusal, Journal journal) {
    String where =
        form == Form.ONE
            ? ""
            : "Entity %d (counting from 0, of %d): ".formatted(refusal.index(), entities.size());
    String detail = where + refusal.reason() + " Nothing was written.";
    journal.note(
        "write", entities.get(refusal.index()).name(), "refused: " + where + refusal.reason());
    return refusal.missing() == null
        ? SoapAnswer.Fault.refused(exchange.name(), detail)
        : SoapAnswer.Fault.denied(exchange.name(), detail);
  }
}
