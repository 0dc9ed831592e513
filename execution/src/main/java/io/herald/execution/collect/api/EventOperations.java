package io.herald.execution.collect.api;

import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Collector;
import io.herald.execution.queue.EventDesk;
import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.message.status.EventStatus;
import io.herald.platform.access.Permission;
import io.herald.platform.config.Settings;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Parameter.Form;
import io.herald.platform.http.operation.RawJson;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What callers can do with events (API-50, API-52), for the table of operations. */
public final class EventOperations {
  /** For the head of the document. */
  public static final String DESCRIPTION =
      "Send events, read what became of them, and change that. Who calls shows an API client's"
          + " access token or an operator's login. Ids are texts, because they exceed 2^53. Refusals"
          + " are problems (RFC 9457) with a stable code at the end of `type`. 429 and 503 say in"
          + " `Retry-After` when to come again.";

  static final String EVENTS = "/v1/events";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final String GROUP = "Events";
  private static final int MOST_LISTED = 200;
  private static final int MOST_STATUSES = 1_000;
  private static final int SMALL_BODY_BYTES = 16 << 10;
  private static final String ANY_ID = "72057594037935966";
  private static final Instant SOME_TIME = Instant.parse("2026-01-31T10:00:00Z");

  private static final List<String> STATUSES =
      Arrays.stream(EventStatus.values()).map(EventStatus::label).toList();

  private static final EventShapes.EventReceipt RECEIPT =
      new EventShapes.EventReceipt(ANY_ID, "pending", EVENTS + "/" + ANY_ID);

  private final EventIntake intake;
  private final EventLookups lookups;
  private final EventChanges changes;
  private final Settings settings;

  private EventOperations(
      EventIntake intake, EventLookups lookups, EventChanges changes, Settings settings) {
    this.intake = intake;
    this.lookups = lookups;
    this.changes = changes;
    this.settings = settings;
  }

  /** All of them. */
  public static List<Operation> of(
      Collector collector,
      LiveTemplates templates,
      Events events,
      EventSearch search,
      EventDesk desk,
      Settings settings) {
    EventOperations operations =
        new EventOperations(
            new EventIntake(
                collector, templates, events, settings.get(CollectSettings.MAX_API_EVENTS)),
            new EventLookups(events, search),
            new EventChanges(events, search, desk),
            settings);
    return List.of(
        operations.send(),
        operations.sendMany(),
        operations.get(),
        operations.list(),
        operations.statuses(),
        operations.cancel(),
        operations.reprocess(),
        operations.reprocessMany());
  }

  private Operation send() {
    return Operation.post(EVENTS)
        .named("sendEvent", GROUP)
        .needs(Permission.SEND.label())
        .does(
            "Send an event",
            "Stores it, and answers when it is on disk. The message is rendered and sent right"
                + " after. With an `Idempotency-Key` a repetition within 24 hours gets the first"
                + " answer again, with the header `Idempotency-Replayed: true`, and nothing is sent"
                + " twice.")
        .knows(
            Parameter.header(
                IDEMPOTENCY_KEY,
                new Form.Text(IdempotencyKey.MAX_CHARACTERS),
                "Chosen by the caller, one for each event; known for 24 hours",
                "order-4711-confirmation"))
        .takes(
            EventRequest.class, EventRequest.EXAMPLE, settings.get(CollectSettings.MAX_API_BYTES))
        .answers(
            201,
            "It is on disk; `Location` says where to read how it stands",
            EventShapes.EventReceipt.class,
            RECEIPT)
        .mayFail(403, "missing-right", "the caller may not send events of this type")
        .mayFail(409, "key-taken", "the idempotency key was used for another event")
        .mayFail(422, "not-acceptable-values", "a value breaks a rule; `field` names it")
        .mayFail(422, "unknown-event-type", "no message of this event type is published here")
        .by(intake::one);
  }

  private Operation sendMany() {
    int most = settings.get(CollectSettings.MAX_API_EVENTS);
    return Operation.post(EVENTS + ":batch")
        .named("sendEvents", GROUP)
        .needs(Permission.SEND.label())
        .does(
            "Send several events",
            "At most "
                + most
                + ". Each is stored or refused by itself: one bad event does not hinder the others."
                + " Read `results`, which stand in the order of the list. What was refused with"
                + " `busy` can be sent again, best with the same `idempotencyKey`.")
        .takes(
            EventShapes.EventBatch.class,
            new EventShapes.EventBatch(
                List.of(
                    new RawJson(
                        "{\"type\":\"order_confirmation\",\"email\":\"anna@example.com\"}"))),
            settings.get(CollectSettings.MAX_API_BATCH_BYTES))
        .answers(
            200,
            "What became of each",
            EventShapes.EventBatchResult.class,
            new EventShapes.EventBatchResult(
                1,
                0,
                List.of(
                    new EventShapes.EventResult(
                        ANY_ID, "pending", EVENTS + "/" + ANY_ID, null, null))))
        .mayFail(422, "not-acceptable-values", "the list is empty, or longer than " + most)
        .by(intake::many);
  }

  private Operation get() {
    return id(Operation.get(EVENTS + "/{id}"))
        .named("getEvent", GROUP)
        .needs(Permission.READ.label())
        .does(
            "Read an event",
            "What it says, how it stands and why, what became of its message, and everything that"
                + " happened to it.")
        .answers(200, "The event", EventShapes.EventView.class, EventExamples.VIEW)
        .mayFail(404, "not-found", "there is no such event here")
        .by(lookups::one);
  }

  private Operation list() {
    return Operation.get(EVENTS)
        .named("listEvents", GROUP)
        .needs(Permission.READ.label())
        .does(
            "List events",
            "The latest first. Conditions are all to be met. A condition that matches few events of"
                + " many takes a window of time (`from`, `to`): a search that would take longer than"
                + " five seconds is refused.")
        .knows(Parameter.query("type", new Form.Text(64), "Event type", "order_confirmation"))
        .knows(
            Parameter.query(
                "status",
                new Form.Several(new Form.Choice(STATUSES), STATUSES.size()),
                "One of these statuses",
                "routingFailed,deliveryFailed"))
        .knows(
            Parameter.query(
                "address",
                new Form.Text(128),
                "E-mail address in any letter case, or telephone number to the letter; only for"
                    + " callers who may see personal data",
                "anna@example.com"))
        .knows(Parameter.query("externalId", new Form.Text(128), "The caller's own id", "4711"))
        .knows(
            Parameter.query(
                "queue", new Form.Choice(List.of("realTime", "batch")), "Queue", "realTime"))
        .knows(
            Parameter.query(
                "from",
                new Form.Moment(),
                "Accepted at this instant or later",
                SOME_TIME.toString()))
        .knows(
            Parameter.query(
                "to", new Form.Moment(), "Accepted before this instant", SOME_TIME.toString()))
        .knows(
            Parameter.query("limit", new Form.Number(1, MOST_LISTED), "How many at most; 50", "50"))
        .knows(
            Parameter.query("cursor", new Form.Id(), "Go on behind this: `next` of before", ANY_ID))
        .answers(
            200,
            "Part of the list",
            EventShapes.EventPage.class,
            new EventShapes.EventPage(List.of(EventExamples.VIEW.event()), ANY_ID))
        .mayFail(403, "missing-right", "`address` is asked for without the right to personal data")
        .mayFail(422, "search-too-wide", "it would take too long: narrow it, best with `from`")
        .by(lookups::list);
  }

  private Operation statuses() {
    return Operation.get(EVENTS + ":statuses")
        .named("getEventStatuses", GROUP)
        .needs(Permission.READ.label())
        .does("Read how several events stand", "At most 1,000, in one go.")
        .knows(
            Parameter.query(
                    "ids",
                    new Form.Several(new Form.Id(), MOST_STATUSES),
                    "Ids with commas between",
                    ANY_ID)
                .mandatory())
        .answers(
            200,
            "How they stand",
            EventShapes.EventStatuses.class,
            new EventShapes.EventStatuses(
                List.of(new EventShapes.EventStatus(ANY_ID, "processed", null, SOME_TIME)),
                List.of()))
        .by(lookups::statuses);
  }

  private Operation cancel() {
    return id(Operation.post(EVENTS + "/{id}:cancel"))
        .named("cancelEvent", GROUP)
        .needs(Permission.SEND.label())
        .does(
            "Cancel an event",
            "As long as its message has not been handed over: pending, scheduled, paused, or between"
                + " two attempts. After a positive answer it will not be sent. Cancelling it again"
                + " changes nothing.")
        .answers(
            200,
            "It is cancelled",
            EventShapes.EventReceipt.class,
            new EventShapes.EventReceipt(ANY_ID, "cancelled", EVENTS + "/" + ANY_ID))
        .mayFail(404, "not-found", "there is no such event here")
        .mayFail(409, "wrong-state", "it is being sent, or its status is settled")
        .by(changes::cancel);
  }

  private Operation reprocess() {
    return id(Operation.post(EVENTS + "/{id}:reprocess"))
        .named("reprocessEvent", GROUP)
        .needs(Permission.SEND.label())
        .does(
            "Take an event up again",
            "One that ended `routingFailed` or `targetingFailed`, for example once its message is"
                + " published. An event whose delivery failed is not sent again: send a new one.")
        .answers(200, "It is pending again", EventShapes.EventReceipt.class, RECEIPT)
        .mayFail(404, "not-found", "there is no such event here")
        .mayFail(409, "wrong-state", "it is in another status")
        .by(changes::reprocess);
  }

  private Operation reprocessMany() {
    return Operation.post(EVENTS + ":reprocess")
        .named("reprocessEvents", GROUP)
        .needs(Permission.SEND.label())
        .does(
            "Take several events up again",
            "Those that ended `routingFailed` or `targetingFailed` and meet the conditions, the"
                + " earliest first, at most 10,000. Ask again while `more` is true.")
        .takes(
            EventShapes.ReprocessRequest.class,
            new EventShapes.ReprocessRequest(
                "order_confirmation", "routingFailed", null, null, SOME_TIME, null, 1_000),
            SMALL_BODY_BYTES)
        .answers(
            200,
            "How many",
            EventShapes.ReprocessResult.class,
            new EventShapes.ReprocessResult(42, false))
        .mayFail(422, "not-acceptable-values", "neither `type` nor `from` is given")
        .mayFail(422, "search-too-wide", "it would take too long: narrow it, best with `from`")
        .by(changes::reprocessMany);
  }

  private static Operation.Draft id(Operation.Draft draft) {
    return draft.knows(Parameter.path("id", new Form.Id(), "The event's id", ANY_ID));
  }
}
