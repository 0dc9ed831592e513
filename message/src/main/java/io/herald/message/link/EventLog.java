package io.herald.message.link;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an execution instance knows of the events of a type, a page of it, the latest first (TPL-7).
 *
 * @param next what to ask for to go on; null: this was the end
 */
public record EventLog(List<Entry> entries, @Nullable String next) {
  public EventLog {
    entries = List.copyOf(requireNonNull(entries, "entries"));
  }

  /**
   * One event and its message, without its context.
   *
   * @param status as the events API names it
   * @param reason why it stands where it stands; null: nothing to say
   * @param template that made the message; null before there is one
   * @param answer the provider's last words
   */
  public record Entry(
      String id,
      String type,
      String status,
      @Nullable String reason,
      @Nullable String template,
      @Nullable Integer version,
      @Nullable String email,
      @Nullable String mobilePhone,
      @Nullable String externalId,
      @Nullable String correlationId,
      Instant created,
      Instant lastModified,
      int attempts,
      @Nullable String messageId,
      @Nullable String answer,
      @Nullable Instant sent) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(type, "type");
      requireNonNull(status, "status");
      requireNonNull(created, "created");
      requireNonNull(lastModified, "lastModified");
    }
  }
}
