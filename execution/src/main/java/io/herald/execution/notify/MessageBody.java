package io.herald.execution.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.execution.notify.Delivery.StatusChange;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import java.io.StringWriter;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes what a webhook receives: {@code type}, {@code timestamp} and {@code data} (Standard
 * Webhooks 1.0.0, payload structure). Addresses and data of the event are in it only when the
 * webhook asks for them. Safe for use by many threads.
 */
final class MessageBody {
  /** A larger context is left out: a receiver that needs it can ask for the event. */
  static final int MAX_CONTEXT = 64 << 10;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final LongFunction<String> eventKeys;

  /**
   * @param eventKeys the opaque key of an event, as the Standard dialect shows it (DM-4)
   */
  MessageBody(LongFunction<String> eventKeys) {
    this.eventKeys = eventKeys;
  }

  /**
   * The event's status has changed.
   *
   * @param event the event itself, for its addresses and context; null when they are not wanted, or
   *     when it is gone
   */
  byte[] statusChanged(StatusChange change, Webhook.Wish wish, @Nullable NewEvent event) {
    return write(
            "event.status_changed",
            change.at(),
            out -> {
              change(out, change);
              if (wish.address() && event != null) {
                text(out, "email", event.address().email());
                text(out, "mobilePhone", event.address().mobilePhone());
                text(out, "registrationToken", event.address().registrationToken());
              }
              if (wish.context() && event != null) {
                context(out, event.context());
              }
            })
        .getBytes(UTF_8);
  }

  /** The same without anything personal, in one line of text. */
  String statusChanged(StatusChange change) {
    return write("event.status_changed", change.at(), out -> change(out, change));
  }

  private void change(JsonGenerator out, StatusChange change) {
    out.writeStringProperty("id", Long.toString(change.eventId()));
    out.writeStringProperty("PKey", eventKeys.apply(change.eventId()));
    out.writeStringProperty("type", change.type());
    out.writeStringProperty("status", change.to().label());
    out.writeNumberProperty("statusNumber", change.to().number());
    text(out, "previousStatus", change.from() == null ? null : change.from().label());
    out.writeStringProperty("cause", change.cause());
    text(out, "reason", change.reason());
    text(out, "externalId", change.externalId());
    text(out, "correlationId", change.correlationId());
    Delivery.Template template = change.template();
    text(out, "template", template == null ? null : template.name());
    if (template == null) {
      out.writeNullProperty("templateVersion");
    } else {
      out.writeNumberProperty("templateVersion", template.version());
    }
    out.writeStringProperty("changedAt", change.at().toString());
  }

  /** A test message. */
  byte[] ping(long webhook, Instant now) {
    return write(
            "webhook.ping", now, out -> out.writeStringProperty("webhook", Long.toString(webhook)))
        .getBytes(UTF_8);
  }

  private interface Data {
    void to(JsonGenerator out);
  }

  private static String write(String type, Instant at, Data data) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("type", type);
      out.writeStringProperty("timestamp", at.toString());
      out.writeObjectPropertyStart("data");
      data.to(out);
      out.writeEndObject();
      out.writeEndObject();
    }
    return text.toString();
  }

  /** As it was received: JSON as JSON, XML as text. */
  private static void context(JsonGenerator out, EventContext context) {
    String given = context.text();
    out.writeBooleanProperty("contextOmitted", given.length() > MAX_CONTEXT);
    out.writeName("context");
    if (given.length() > MAX_CONTEXT) {
      out.writeNull();
    } else if (context.format() == EventContext.Format.JSON) {
      out.writeRawValue(given);
    } else {
      out.writeString(given);
    }
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }
}
