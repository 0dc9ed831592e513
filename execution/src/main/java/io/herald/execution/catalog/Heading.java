package io.herald.execution.catalog;

import static java.util.Objects.requireNonNull;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What routing needs to know of a live version; immutable. */
record Heading(
    String template,
    int version,
    Instant publishedAt,
    Publication.EventType eventType,
    Channel channel) {

  /**
   * @throws JacksonException when a piece cannot be read
   * @throws IllegalArgumentException when one is missing
   */
  static Heading of(PublicationStore.Stored stored, JsonMapper json) {
    return new Heading(
        stored.template(),
        stored.version(),
        read(json, stored.publishedAt(), Instant.class),
        read(json, stored.eventType(), Publication.EventType.class),
        read(json, stored.channel(), Channel.class));
  }

  private static <T> T read(JsonMapper json, @Nullable String piece, Class<T> type) {
    if (piece == null || piece.equals("null")) {
      throw new IllegalArgumentException("it has no " + type.getSimpleName());
    }
    return requireNonNull(json.readValue(piece, type));
  }
}
