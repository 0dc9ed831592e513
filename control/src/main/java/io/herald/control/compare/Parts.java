package io.herald.control.compare;

import io.herald.message.link.Publication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message cut into named texts that can be compared one by one. */
final class Parts {
  private Parts() {}

  /**
   * The parts by the names they have in a template; an absent part is null.
   *
   * @param fields of the event type; null: there is no such type
   */
  static Map<String, @Nullable String> of(
      String eventType,
      @Nullable List<Publication.Field> fields,
      Publication.Content content,
      Publication.DeliverySettings delivery) {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("eventType", eventType);
    parts.put("eventType.fields", fields == null ? null : lines(fields));
    parts.put("senderName", content.senderName());
    parts.put("senderAddress", content.senderAddress());
    parts.put("replyTo", content.replyTo());
    parts.put("errorAddress", content.errorAddress());
    parts.put("subject", content.subject());
    parts.put("html", content.html());
    parts.put("text", content.text());
    parts.put("autoEscape", Boolean.toString(content.autoEscape()));
    parts.put("validitySeconds", Long.toString(delivery.validitySeconds()));
    parts.put("retries", delivery.retries());
    parts.put("onUncertain", delivery.onUncertain());
    return parts;
  }

  static Map<String, @Nullable String> of(Publication publication) {
    return of(
        publication.eventType().name(),
        publication.eventType().fields(),
        publication.content(),
        publication.delivery());
  }

  /** One field a line. */
  private static String lines(List<Publication.Field> fields) {
    return fields.stream()
        .map(field -> field.name() + ": " + field.type() + (field.required() ? ", required" : ""))
        .collect(Collectors.joining("\n"));
  }
}
