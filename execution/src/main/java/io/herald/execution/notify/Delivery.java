package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to one webhook, in the outbox.
 *
 * @param attempts attempts begun
 */
record Delivery(
    long id, long webhook, StatusChange change, Instant queued, int attempts, Progress progress) {

  /**
   * The header {@code webhook-id}: the same for every attempt, so that a receiver can tell a
   * repetition.
   */
  String messageId() {
    return "msg_%x_%d_%d_%d".formatted(change.eventId(), change.writer(), change.number(), webhook);
  }

  /** Where it stands. */
  enum State {
    PENDING,
    DELIVERED,
    DEAD;

    private static final State[] BY_NUMBER = values();

    int number() {
      return ordinal();
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State ofNumber(int number) {
      return BY_NUMBER[number];
    }
  }

  /**
   * How far it came.
   *
   * @param underWay an attempt has begun, and nothing is known of it yet
   * @param due the next attempt, while pending; while one is under way: when it is taken for lost
   * @param status the last HTTP status; null: there was no answer yet
   * @param error why the last attempt failed; null: it did not
   * @param finished when it was delivered or given up; null while pending
   */
  record Progress(
      State state,
      boolean underWay,
      Instant due,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable Instant finished) {}

  /**
   * What happened, as it stood in the audit trail.
   *
   * @param writer and {@code number} say which change it was (CX-21)
   * @param from null: the event was accepted
   * @param cause a short phrase
   * @param reason shown to people with the event; null: nothing to say
   */
  record StatusChange(
      long eventId,
      int writer,
      long number,
      String type,
      @Nullable EventStatus from,
      EventStatus to,
      Instant at,
      String cause,
      @Nullable String reason,
      @Nullable String externalId,
      @Nullable String correlationId,
      @Nullable Template template) {}

  /** The template version its message was made from. */
  record Template(String name, int version) {}
}
