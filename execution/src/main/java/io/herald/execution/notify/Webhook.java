package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to hear of changes (API-51).
 *
 * @param owner who made it, as the native API tells callers apart
 * @param standing whether messages are sent to it now
 */
record Webhook(long id, String owner, Wish wish, Standing standing, Secrets secrets, Lived lived) {

  /**
   * What its owner decides.
   *
   * @param name for people, 1 to 64 characters
   * @param types event types to hear of; empty: all
   * @param origins source systems to hear of; empty: all
   * @param statuses new statuses to hear of; never empty
   * @param address whether the message names the addresses of the event
   * @param context whether the message carries the event's data
   */
  record Wish(
      String name,
      URI url,
      Set<String> types,
      Set<String> origins,
      Set<EventStatus> statuses,
      boolean address,
      boolean context) {
    Wish {
      types = Set.copyOf(types);
      origins = Set.copyOf(origins);
      statuses = Set.copyOf(statuses);
    }
  }

  /**
   * Whether it is served.
   *
   * @param disabledReason why nothing is sent; null: it is active
   * @param failingSince the first failure after the last success; null: the last attempt succeeded
   */
  record Standing(@Nullable String disabledReason, @Nullable Instant failingSince) {
    boolean active() {
      return disabledReason == null;
    }
  }

  /**
   * What its messages are signed with.
   *
   * @param previous still signed with until {@code previousUntil}; null: none
   */
  record Secrets(
      WebhookSecret current, @Nullable WebhookSecret previous, @Nullable Instant previousUntil) {
    /** Those to sign with now, the current one first. */
    List<WebhookSecret> at(Instant now) {
      List<WebhookSecret> valid = new ArrayList<>(2);
      valid.add(current);
      if (previous != null && previousUntil != null && now.isBefore(previousUntil)) {
        valid.add(previous);
      }
      return valid;
    }
  }

  /** When it was made and when its owner last changed it. */
  record Lived(Instant created, Instant changed) {}
}
