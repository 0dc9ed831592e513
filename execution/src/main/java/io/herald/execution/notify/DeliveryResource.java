package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.platform.http.operation.Described;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message to a webhook, as its owner sees it. */
@Described("A message to a webhook")
record DeliveryResource(
    @Described("Its id, as text") String id,
    @Described("The header webhook-id: the same in every attempt") String messageId,
    @Described("The event it is about, as text") String eventId,
    String eventType,
    @Described("The status it tells of") String status,
    @Described(
            value = "Where it stands",
            oneOf = {"pending", "delivered", "dead"})
        String state,
    @Described("Whether an attempt is under way") boolean underWay,
    @Described("Attempts begun") int attempts,
    Instant queuedAt,
    @Described("While it is pending and no attempt is under way") @Nullable Instant nextAttemptAt,
    @Described("When it was delivered or given up") @Nullable Instant finishedAt,
    @Described("The HTTP status of the last answer") @Nullable Integer lastStatus,
    @Described("Why the last attempt failed") @Nullable String lastError) {

  static DeliveryResource of(Delivery delivery) {
    Delivery.Progress progress = delivery.progress();
    boolean waits = progress.state() == State.PENDING && !progress.underWay();
    return new DeliveryResource(
        Long.toString(delivery.id()),
        delivery.messageId(),
        Long.toString(delivery.change().eventId()),
        delivery.change().type(),
        delivery.change().to().label(),
        progress.state().label(),
        progress.underWay(),
        delivery.attempts(),
        delivery.queued(),
        waits ? progress.due() : null,
        progress.finished(),
        progress.status(),
        progress.error());
  }

  /** A page of them. */
  @Described("Messages to a webhook")
  record DeliveryList(
      List<DeliveryResource> items,
      @Described("Says where the next page begins; left out on the last one")
          @Nullable String next) {}

  /** How many were queued again. */
  @Described("Dead letters that are sent again")
  record Redelivered(@Described("How many; as many as one call takes: call again") int queued) {}

  /** What came of a test message. */
  @Described("What came of a test message")
  record PingResult(
      @Described("Whether the receiver took it: HTTP 200 to 299") boolean delivered,
      @Described("The header webhook-id") String messageId,
      @Described("The HTTP status of the answer; left out when there was none")
          @Nullable Integer status,
      @Described("What went wrong; left out when nothing did") @Nullable String error,
      @Described("Milliseconds until the answer") long milliseconds) {
    static PingResult of(Webhooks.Ping ping) {
      Duration took = ping.took();
      return new PingResult(
          ping.reception() instanceof Reception.Taken,
          ping.messageId(),
          ping.reception().httpStatus(),
          ping.reception().complaint(),
          took.toMillis());
    }
  }
}
