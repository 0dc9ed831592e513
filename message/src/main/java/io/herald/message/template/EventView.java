package io.herald.message.template;

import io.herald.message.channel.Channel;
import io.herald.message.event.NewEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The current event as {@code rtEvent}, {@code batchEvent} and {@code event} (TPL-33, TPL-34). */
final class EventView extends ScriptableObject {
  private static final List<String> NAMES =
      List.of(
          "ctx",
          "id",
          "type",
          "queue",
          "email",
          "mobilePhone",
          "wishedChannel",
          "emailFormat",
          "registrationToken",
          "mobileApp",
          "origin",
          "externalId",
          "correlationId",
          "hashIpId",
          "language",
          "country",
          "created",
          "scheduled",
          "expiration");

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

  /** What the event says of itself in a text or a number; {@code NOT_FOUND} for other names. */
  static @Nullable Object plain(RenderInput input, String name) {
    NewEvent event = input.event();
    return switch (name) {
      case "id" -> Long.toString(input.eventId());
      case "type" -> event.type();
      case "queue" ->
          switch (event.queue()) {
            case REAL_TIME -> "rtEvent";
            case BATCH -> "batchEvent";
          };
      case "email" -> event.address().email();
      case "mobilePhone" -> event.address().mobilePhone();
      case "wishedChannel" -> {
        Channel wished = event.address().wishedChannel();
        yield wished == null ? null : wished.number();
      }
      case "emailFormat" -> event.attributes().emailFormat().number();
      case "registrationToken" -> event.address().registrationToken();
      case "mobileApp" -> event.address().mobileApp();
      case "origin" -> event.attributes().origin();
      case "externalId" -> event.attributes().externalId();
      case "correlationId" -> event.attributes().correlationId();
      case "hashIpId" -> event.attributes().hashIpId();
      case "language" -> event.attributes().language();
      case "country" -> event.attributes().country();
      default -> NOT_FOUND;
    };
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
