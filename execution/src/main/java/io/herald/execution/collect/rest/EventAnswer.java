package io.herald.execution.collect.rest;

import io.herald.execution.collect.Instants;
import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.ApiClient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An event as this dialect shows it, in the order existing callers know (API-42, client contract
 * B.4). What the event does not have is an empty text; so is everything the caller sent when values
 * are not echoed.
 *
 * @param pkey its key
 * @param href where its status is, relative to the base address
 * @param serverUrl of this instance
 * @param reason why it stands where it stands; null when there is nothing to say
 * @param declared the fields of the context, for when values are not echoed
 */
record EventAnswer(
    String pkey,
    String href,
    String serverUrl,
    NewEvent event,
    EventStatus status,
    @Nullable String reason,
    ApiClient.Echo echo,
    List<Publication.Field> declared) {
  String json() {
    return Json.write(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("PKey", pkey);
          context(out);
          out.writeStringProperty("email", echoed(event.address().email()));
          if (event.address().mobilePhone() != null) {
            out.writeStringProperty("mobilePhone", echoed(event.address().mobilePhone()));
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

  private void context(JsonGenerator out) {
    switch (echo) {
      case VALUES -> {
        out.writeName("ctx");
        out.writeRawValue(received());
      }
      case EMPTY -> {
        out.writeObjectPropertyStart("ctx");
        declared.forEach(field -> out.writeStringProperty(field.name(), ""));
        out.writeEndObject();
      }
    }
  }

  /** As the caller wrote it; a context that came as XML has no form here. */
  private String received() {
    return switch (event.context().format()) {
      case JSON -> event.context().text();
      case XML -> "{}";
    };
  }

  private String echoed(@Nullable String text) {
    return text == null || echo == ApiClient.Echo.EMPTY ? "" : text;
  }

  private static String shown(@Nullable Instant instant) {
    return instant == null ? "" : Instants.format(instant);
  }
}
