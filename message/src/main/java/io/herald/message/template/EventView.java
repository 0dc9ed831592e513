package io.herald.message.template;

import io.herald.message.channel.Channel;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The current event as {@code rtEvent}, {@code batchEvent} and {@code event} (TPL-33, TPL-34). */
final class EventView extends ScriptableObject {
  /** What the event says of itself in a text or a number. */
  private static final Map<String, Field> PLAIN = plain();

  private static final List<String> NAMES =
      Stream.of(
              List.of("ctx"),
              List.copyOf(PLAIN.keySet()),
              List.of("created", "scheduled", "expiration"))
          .flatMap(List::stream)
          .toList();

  private final RenderInput input;
  private final Object ctx;
  private final Function<Instant, Scriptable> dates;

  /**
   * @param ctx the event's context
   * @param dates makes a script's date of an instant
   */
  EventView(Scriptable scope, RenderInput input, Object ctx, Function<Instant, Scriptable> dates) {
    super(scope, ScriptableObject.getObjectPrototype(scope));
    this.input = input;
    this.ctx = ctx;
    this.dates = dates;
  }

  @Override
  public String getClassName() {
    return "Event";
  }

  @Override
  public Object get(String name, Scriptable start) {
    Object value = value(name);
    if (value == null) {
      return nothing();
    }
    return value == NOT_FOUND ? super.get(name, start) : value;
  }

  @SuppressWarnings("NullAway") // the engine writes JavaScript's null as Java's
  private static Object nothing() {
    return null;
  }

  private @Nullable Object value(String name) {
    return switch (name) {
      case "ctx" -> ctx;
      case "created" -> dates.apply(input.created());
      case "scheduled" -> date(input.event().scheduled());
      case "expiration" -> date(input.event().expiration());
      default -> plain(input, name);
    };
  }

  /** Reads a field; null: the event does not say. */
  @FunctionalInterface
  private interface Field {
    @Nullable Object of(RenderInput input);
  }

  private static Map<String, Field> plain() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("id", input -> Long.toString(input.eventId()));
    fields.put("type", input -> input.event().type());
    fields.put(
        "queue",
        input ->
            switch (input.event().queue()) {
              case REAL_TIME -> "rtEvent";
              case BATCH -> "batchEvent";
            });
    fields.put("email", input -> input.event().address().email());
    fields.put("mobilePhone", input -> input.event().address().mobilePhone());
    fields.put(
        "wishedChannel",
        input -> {
          Channel wished = input.event().address().wishedChannel();
          return wished == null ? null : wished.number();
        });
    fields.put("emailFormat", input -> input.event().attributes().emailFormat().number());
    fields.put("registrationToken", input -> input.event().address().registrationToken());
    fields.put("mobileApp", input -> input.event().address().mobileApp());
    fields.put("origin", input -> input.event().attributes().origin());
    fields.put("externalId", input -> input.event().attributes().externalId());
    fields.put("correlationId", input -> input.event().attributes().correlationId());
    fields.put("hashIpId", input -> input.event().attributes().hashIpId());
    fields.put("language", input -> input.event().attributes().language());
    fields.put("country", input -> input.event().attributes().country());
    return Collections.unmodifiableMap(fields);
  }

  /** Whether a name is that of a text or a number that the event says of itself. */
  static boolean isPlain(String name) {
    return PLAIN.containsKey(name);
  }

  /** What the event says of itself in a text or a number; {@code NOT_FOUND} for other names. */
  static @Nullable Object plain(RenderInput input, String name) {
    Field field = PLAIN.get(name);
    return field == null ? NOT_FOUND : field.of(input);
  }

  private @Nullable Scriptable date(@Nullable Instant instant) {
    return instant == null ? null : dates.apply(instant);
  }

  @Override
  public boolean has(String name, Scriptable start) {
    return NAMES.contains(name) || super.has(name, start);
  }

  @Override
  public Object[] getIds() {
    return NAMES.toArray();
  }

  @Override
  public void put(String name, Scriptable start, Object value) {
    throw Refusal.of("The event is read-only: " + name + " cannot be set");
  }

  @Override
  public void delete(String name) {
    throw Refusal.of("The event is read-only: " + name + " cannot be deleted");
  }
}
