package io.herald.execution.simulation;

import io.herald.execution.catalog.LiveTemplate;
import io.herald.execution.catalog.LiveTemplates;
import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is live: a message that is sent again when nobody knows, and one that is not. */
final class Catalogue implements LiveTemplates {
  static final String RESENT = "order";
  static final String HELD = "invoice";
  static final String UNKNOWN = "nobody_published_this";
  private static final int VALIDITY_SECONDS = 3 * 3_600;

  private final Map<String, LiveTemplate> live =
      Map.of(RESENT, template(RESENT, "resend"), HELD, template(HELD, "hold"));

  @Override
  public Optional<LiveTemplate> find(String eventType, Channel channel) {
    return Optional.ofNullable(live.get(eventType));
  }

  @Override
  public Optional<LiveTemplate> version(String template, int version) {
    return find(template, Channel.EMAIL);
  }

  @Override
  public Optional<Publication.EventType> eventType(String name) {
    return find(name, Channel.EMAIL).map(one -> one.publication().eventType());
  }

  private static LiveTemplate template(String type, String onUncertain) {
    return new LiveTemplate(
        new Publication(
            type,
            1,
            Instant.parse("2026-01-01T00:00:00Z"),
            new Publication.EventType(type, type, List.of()),
            Channel.EMAIL,
            new Publication.Content(
                "Shop", "shop@example.com", null, null, "Order", null, "text", true),
            new Publication.DeliverySettings(VALIDITY_SECONDS, "transactional", onUncertain)),
        _ -> {
          throw new IllegalStateException("not rendered here");
        });
  }
}
