package io.herald.execution.queue;

import io.herald.message.channel.Channel;
import io.herald.message.status.EventStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for events, and for what belongs to them. Not on the way of an event. */
public interface EventSearch {
  /**
   * Events without their contexts, the latest first.
   *
   * @param beforeId only those with a smaller id; null: from the latest on
   * @param limit how many, at most
   * @throws SearchTooLongException when the filter is too wide to be answered in time
   */
  List<StoredEvent> list(EventFilter filter, @Nullable Long beforeId, int limit);

  /**
   * The ids of events, the earliest first.
   *
   * @throws SearchTooLongException when the filter is too wide to be answered in time
   */
  List<Long> ids(EventFilter filter, int limit);

  /** How several events stand; those that do not exist are left out (API-52). */
  List<Standing> standings(List<Long> ids);

  /** The message of an event, as its delivery log says; empty before there is one. */
  Optional<LoggedMessage> message(long id);

  /**
   * How an event stands.
   *
   * @param reason for people; null when there is nothing to say
   */
  record Standing(long id, EventStatus status, @Nullable String reason, Instant lastModified) {}

  /**
   * What became of a message.
   *
   * @param status of DM-25
   * @param answer the provider's last words; null before there are any
   * @param nextRetry null when none is planned
   * @param sent null when it was not
   */
  record LoggedMessage(
      Channel channel,
      String address,
      String template,
      int version,
      String messageId,
      int status,
      int failureType,
      int failureReason,
      @Nullable String answer,
      int attempt,
      boolean inFlight,
      @Nullable Instant nextRetry,
      @Nullable Instant sent,
      Instant lastModified) {}

  /** The database would have had to look at too many events; a narrower filter will do. */
  final class SearchTooLongException extends RuntimeException {
    SearchTooLongException(Throwable cause) {
      super("the search took too long", cause);
    }
  }
}
