package io.herald.execution.collect.api;

import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.RawJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this door reads and answers besides {@link EventRequest}; each is one JSON object. */
final class EventShapes {
  static final String ID = "Its id: 64 bits, as text, because it exceeds 2^53";
  static final String STATUS =
      "pending, processing, processed, ignored, deliveryFailed, routingFailed, tooOld,"
          + " targetingFailed, paused or cancelled";

  private EventShapes() {}

  @Described("An event that is on disk")
  record EventReceipt(
      @Described(ID) String id,
      @Described(STATUS) String status,
      @Described("Where to read how it stands") String href) {}

  @Described("Several events at once")
  record EventBatch(
      @Described(value = "The events", atLeast = 1, is = EventRequest.class)
          List<RawJson> events) {}

  @Described("What became of the events of a list")
  record EventBatchResult(
      @Described("How many are on disk") int accepted,
      @Described("How many are not") int refused,
      @Described("One for each event, in the order of the list") List<EventResult> results) {}

  @Described("What became of one event of a list: a receipt, or a problem")
  record EventResult(
      @Described("Its id; absent when it was refused") @Nullable String id,
      @Described(STATUS) @Nullable String status,
      @Described("Where to read how it stands") @Nullable String href,
      @Described("true: its idempotency key was known, and this is the first event's id")
          @Nullable Boolean replayed,
      @Described("Why it was refused") @Nullable Problem problem) {
    static EventResult refused(Problem problem) {
      return new EventResult(null, null, null, null, problem);
    }
  }

  @Described("An event, and what became of it")
  record EventView(
      @Described("What it says") EventSummary event,
      @Described("Its data, when it came as JSON") @Nullable RawJson ctx,
      @Described("Its data, when it came as XML") @Nullable String ctxXml,
      @Described("When it passed the steps of its way") EventSteps steps,
      @Described("Its message; absent before there is one") @Nullable EventMessage message,
      @Described("Everything that happened to it, in order") List<EventChange> trail) {}

  @Described("An event in a list")
  record EventSummary(
      @Described(ID) String id,
      @Described("Event type") String type,
      @Described("realTime or batch") String queue,
      @Described(STATUS) String status,
      @Described("Why it stands where it stands") @Nullable String reason,
      @Described("true: addresses and data are left out, because the caller may not see them")
          boolean personalDataHidden,
      @Described("E-mail address") @Nullable String email,
      @Described("Telephone number") @Nullable String mobilePhone,
      @Described("Push address") @Nullable String registrationToken,
      @Described("The app of the push address") @Nullable String mobileApp,
      @Described("The channel the caller asked for") @Nullable String wishedChannel,
      @Described("unknown, text or html") String emailFormat,
      @Described("Source system") @Nullable String origin,
      @Described("The caller's own id") @Nullable String externalId,
      @Described("Ties events together") @Nullable String correlationId,
      @Described("Carried, not interpreted") @Nullable String hashIpId,
      @Described("Language") @Nullable String language,
      @Described("Country") @Nullable String country,
      @Described("Not to be sent before") @Nullable Instant scheduled,
      @Described("Not to be sent after") @Nullable Instant expiration,
      @Described("The door it came through: soap, rest, api, import, trigger or internal")
          String receivedBy,
      @Described("Errors before a message existed") int errorCount,
      @Described("Sending attempts begun") int attempts,
      @Described("The template of its message") @Nullable String template,
      @Described("The version of that template") @Nullable Integer templateVersion,
      @Described("When it was accepted") Instant created,
      @Described("When something is to be done next; absent when nothing is")
          @Nullable Instant nextAttempt,
      @Described("When something was done last") Instant lastModified) {}

  @Described("When an event passed the steps of its way; what is absent has not happened")
  record EventSteps(
      @Described("On disk") Instant accepted,
      @Described("Its template was found") @Nullable Instant routed,
      @Described("Its message was rendered") @Nullable Instant prepared,
      @Described("Its message was handed to the provider") @Nullable Instant handedOver,
      @Described("Its status was settled") @Nullable Instant finished) {}

  @Described("What became of a message")
  record EventMessage(
      @Described("Channel") String channel,
      @Described("Where it went; absent when the caller may not see it") @Nullable String address,
      @Described("Its Message-ID or the provider's") String messageId,
      @Described("0 ignored, 1 sent, 2 failed, 6 pending, 7 cancelled; 3, 4, 5, 8, 9 see the guide")
          int status,
      @Described("0 none, 1 soft, 2 hard, 3 ignored") int failureType,
      @Described("Why it failed, as a number") int failureReason,
      @Described("The provider's last words; absent when the caller may not see them")
          @Nullable String answer,
      @Described("Which attempt this was") int attempt,
      @Described("true: an attempt is under way, or its outcome is unknown") boolean inFlight,
      @Described("When the next attempt is planned") @Nullable Instant nextRetry,
      @Described("When it was handed over") @Nullable Instant sent) {}

  @Described("One change of an event")
  record EventChange(
      @Described("When") Instant at,
      @Described("Status before; absent at the start") @Nullable String from,
      @Described("Status after") String to,
      @Described("Why") String cause,
      @Described("The process that did it") String node) {}

  @Described("Part of a list")
  record EventPage(
      @Described("The events, the latest first; without their data") List<EventSummary> events,
      @Described("Ask again with cursor=<next> to go on; absent at the end")
          @Nullable String next) {}

  @Described("How several events stand")
  record EventStatuses(
      @Described("In the order asked for; ids that do not exist are in unknown")
          List<EventStatus> events,
      @Described("The ids that do not exist here") List<String> unknown) {}

  @Described("How an event stands")
  record EventStatus(
      @Described(ID) String id,
      @Described(STATUS) String status,
      @Described("Why it stands where it stands") @Nullable String reason,
      @Described("When something was done last") Instant lastModified) {}

  @Described("Which events to take up again; at least type or from")
  record ReprocessRequest(
      @Described(value = "Event type", atMost = 64) @Nullable String type,
      @Described(
              value = "One of the two statuses that can be taken up again; absent: both",
              oneOf = {"routingFailed", "targetingFailed"})
          @Nullable String status,
      @Described(
              value = "Queue",
              oneOf = {"realTime", "batch"})
          @Nullable String queue,
      @Described(value = "The caller's own id", atMost = 128) @Nullable String externalId,
      @Described("Accepted at this instant or later") @Nullable Instant from,
      @Described("Accepted before this instant") @Nullable Instant to,
      @Described(
              value = "How many at most, the earliest first; 1,000",
              atLeast = 1,
              atMost = 10_000)
          @Nullable Integer limit) {}

  @Described("How many events were taken up again")
  record ReprocessResult(
      @Described("So many are pending again") int reprocessed,
      @Described("true: there may be more; ask again") boolean more) {}
}
