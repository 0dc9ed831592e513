package io.herald.message.enrichment;

import io.herald.message.event.NewEvent;
import io.herald.message.link.Publication.Enrichment;
import io.herald.message.template.ContextFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for the one row of an enrichment (TPL-3). Safe for use by many threads. */
public final class RowLookup {
  private static final String EVENT = "rtEvent.";
  private static final String CONTEXT = "ctx.";

  private final ContextFields fields = new ContextFields();

  /**
   * The row of a resource whose column {@code key} has the value of the event's {@code field}: a
   * field of the context, or {@code rtEvent.email} and the like for what an event says besides.
   *
   * @param table the resource that {@code source} names
   */
  public Lookup find(Enrichment declared, ReferenceTable table, NewEvent event) {
    Optional<String> value = value(event, declared.field()).filter(text -> !text.isEmpty());
    if (value.isEmpty()) {
      return new Lookup.Missing(
          "enrichment '%s': the event has no value in %s"
              .formatted(declared.id(), declared.field()));
    }
    List<Map<String, String>> rows = table.find(declared.key(), value.get());
    if (rows.isEmpty()) {
      return new Lookup.Missing(
          "enrichment '%s': no row of %s has the event's %s as %s"
              .formatted(declared.id(), declared.source(), declared.field(), declared.key()));
    }
    if (rows.size() == 1) {
      return new Lookup.Found(rows.getFirst());
    }
    @Nullable String order = declared.order();
    return order == null
        ? new Lookup.Ambiguous(
            "%s: enrichment '%s' finds %d rows of %s and declares no order"
                .formatted(
                    declared.targeting() ? "ambiguousProfile" : "ambiguous",
                    declared.id(),
                    rows.size(),
                    declared.source()))
        : new Lookup.Found(rows.stream().min(RowOrder.of(order)).orElseThrow());
  }

  private Optional<String> value(NewEvent event, String field) {
    if (!field.startsWith(EVENT)) {
      return fields.text(
          event.context(), field.startsWith(CONTEXT) ? field.substring(CONTEXT.length()) : field);
    }
    return Optional.ofNullable(
        switch (field.substring(EVENT.length())) {
          case "email" -> event.address().email();
          case "mobilePhone" -> event.address().mobilePhone();
          case "registrationToken" -> event.address().registrationToken();
          case "externalId" -> event.attributes().externalId();
          case "origin" -> event.attributes().origin();
          case "language" -> event.attributes().language();
          case "country" -> event.attributes().country();
          default ->
              field.startsWith(EVENT + CONTEXT)
                  ? fields
                      .text(event.context(), field.substring(EVENT.length() + CONTEXT.length()))
                      .orElse(null)
                  : null;
        });
  }
}
