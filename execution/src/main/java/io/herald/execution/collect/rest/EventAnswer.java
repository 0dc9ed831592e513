package io.herald.execution.collect.rest;

import io.herald.execution.collect.Instants;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as this dialect shows it, in the order existing callers know (API-42, client contract
 * B.4). What the event does not have is an empty text.
 *
 * @param pkey its key
 * @param href where its status is, relative to the base address
 * @param serverUrl of this instance
 * @param reason why it stands where it stands; null when there is nothing to say
 */
record EventAnswer(
    String pkey,
    String href,
    String serverUrl,
    NewEvent event,
    EventStatus status,
    @Nullable String reason) {
  String json() {
    return Json.write(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("PKey", pkey);
          out.writeName("ctx");
          out.writeRawValue(context());
          out.writeStringProperty("email", orEmpty(event.address().email()));
          if (event.address().mobilePhone() != null) {
            out.writeStringProperty("mobilePhone", event.address().mobilePhone());
          }
          out.writeStringProperty("scheduled", shown(event.scheduled()));
          out.writeStringProperty("expiration", shown(event.expiration()));
          out.writeStringProperty("href", href);
          out.writeStringProperty("serverUrl", serverUrl);
          out.writeStringProperty("status", status.standardLabel());
          out.writeStringProperty("type", event.type());
          if (reason != null) {
            out.writeStringProperty("reason", reason);
          }
          out.writeEndObject();
        });
  }

  /** As the caller wrote it; a context that came as XML has no form here. */
  private String context() {
    return switch (event.context().format()) {
      case JSON -> event.context().text();
      case XML -> "{}";
    };
  }

  private static String shown(@Nullable Instant instant) {
    return instant == null ? "" : Instants.format(instant);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
