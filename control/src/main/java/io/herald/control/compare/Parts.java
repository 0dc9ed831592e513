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
   * @param type as it is declared; null: there is no such type
   */
  static Map<String, @Nullable String> of(
      String eventType,
      Publication.@Nullable EventType type,
      Publication.Content content,
      Publication.DeliverySettings delivery) {
    Map<String, @Nullable String> parts = new LinkedHashMap<>();
    parts.put("eventType", eventType);
    parts.put("eventType.fields", type == null ? null : lines(type.fields()));
    parts.put("eventType.enrichments", type == null ? null : enrichments(type.enrichments()));
    parts.putAll(content.texts());
    parts.put("language", content.language());
    parts.put("autoEscape", Boolean.toString(content.autoEscape()));
    parts.put("validitySeconds", Long.toString(delivery.validitySeconds()));
    parts.put("retries", delivery.retries());
    parts.put("onUncertain", delivery.onUncertain());
    return parts;
  }

  static Map<String, @Nullable String> of(Publication publication) {
    return of(
        publication.eventType().name(),
        publication.eventType(),
        publication.content().asWritten(),
        publication.delivery());
  }

  /** One a line. */
  private static String enrichments(List<Publication.Enrichment> enrichments) {
    return enrichments.stream()
        .map(
            one ->
                "%s: %s where %s = %s%s%s, on missing %s%s"
                    .formatted(
                        one.id(),
                        one.source(),
                        one.key(),
                        one.field(),
                        one.order() == null ? "" : ", by " + one.order(),
                        one.targeting() ? ", targeting" : "",
                        one.onMissing(),
                        one.retrySeconds() == 0 ? "" : " " + one.retrySeconds() + " s"))
        .collect(Collectors.joining("\n"));
  }

  /** One field a line, those within another one below it. */
  private static String lines(List<Publication.Field> fields) {
    return lines("", fields);
  }

  private static String lines(String outer, List<Publication.Field> fields) {
    return fields.stream()
        .map(
            field ->
                outer
                    + field.name()
                    + ": "
                    + field.type()
                    + (field.required() ? ", required" : "")
                    + (field.fields().isEmpty()
                        ? ""
                        : "\n" + lines(outer + field.name() + ".", field.fields())))
        .collect(Collectors.joining("\n"));
  }
}
