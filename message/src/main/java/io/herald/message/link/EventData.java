package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, as it travels between control and execution.
 *
 * @param type event type or configuration
 * @param format of the context: {@code xml} or {@code json}
 * @param ctx the context's text
 */
public record EventData(
    String type,
    @Nullable String email,
    @Nullable String mobilePhone,
    @Nullable String language,
    @Nullable String country,
    @Nullable String origin,
    @Nullable String externalId,
    @Nullable String correlationId,
    String format,
    String ctx) {
  private static final String XML = "xml";

  public EventData {
    requireNonNull(type, "type");
    requireNonNull(format, "format");
    requireNonNull(ctx, "ctx");
  }

  /** What an event says. */
  public static EventData of(NewEvent event) {
    NewEvent.Attributes said = event.attributes();
    return new EventData(
        event.type(),
        event.address().email(),
        event.address().mobilePhone(),
        said.language(),
        said.country(),
        said.origin(),
        said.externalId(),
        said.correlationId(),
        event.context().format() == EventContext.Format.XML ? XML : "json",
        event.context().text());
  }

  /** A real-time event that says this. */
  public NewEvent event(ReceivedBy receivedBy) {
    return new NewEvent(
        Queue.REAL_TIME,
        type,
        new NewEvent.Address(null, email, mobilePhone, null, null),
        new NewEvent.Attributes(
            EmailFormat.UNKNOWN, origin, externalId, correlationId, null, language, country),
        format.equals(XML) ? EventContext.xml(ctx) : EventContext.json(ctx),
        null,
        null,
        receivedBy);
  }
}
