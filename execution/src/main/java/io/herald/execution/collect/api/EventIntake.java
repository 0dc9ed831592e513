package io.herald.execution.collect.api;

import io.herald.execution.catalog.LiveTemplates;
import io.herald.execution.collect.Collected;
import io.herald.execution.collect.Collector;
import io.herald.execution.collect.Reading;
import io.herald.execution.collect.Refusal;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.IdempotencyKey;
import io.herald.execution.queue.StoredEvent;
import io.herald.execution.queue.Submission;
import io.herald.message.event.NewEvent;
import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.ApiJson;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Finding;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.RawJson;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes events in, one or many. Safe for use by many threads. */
final class EventIntake {
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Collector collector;
  private final LiveTemplates templates;
  private final Events events;
  private final int mostAtOnce;

  EventIntake(Collector collector, LiveTemplates templates, Events events, int mostAtOnce) {
    this.collector = collector;
    this.templates = templates;
    this.events = events;
    this.mostAtOnce = mostAtOnce;
  }

  /** An event on its way to the collector, or why it does not get there. */
  private sealed interface Taken {
    record Acceptable(Submission submission) implements Taken {}

    record Bad(Problem problem) implements Taken {}
  }

  Reply one(Call call) throws InterruptedException {
    EventRequest request = call.body(EventRequest.class);
    if (request.idempotencyKey() != null) {
      return Refused.of(
          values("idempotencyKey", "belongs into the header Idempotency-Key for a single event"));
    }
    return switch (take(
        request, call.text(EventOperations.IDEMPOTENCY_KEY).orElse(null), Rights.of(call))) {
      case Taken.Bad(Problem problem) -> Refused.of(problem);
      case Taken.Acceptable(Submission submission) ->
          switch (collector.submit(List.of(submission))) {
            case Collected.Accepted(var accepted) -> created(accepted.getFirst());
            case Collected.Unavailable(String why, Duration retryAfter) ->
                Refused.until(busy(why), retryAfter);
            case Collected.Refused(int _, String field, String message) ->
                Refused.of(values(field, message));
            case Collected.KeyTaken(int _) -> Refused.of(keyTaken(EventOperations.IDEMPOTENCY_KEY));
          };
    };
  }

  private Answer created(Collected.AcceptedEvent accepted) {
    EventStatus status = status(accepted);
    String href = EventViews.href(accepted.id());
    Answer answer =
        Answer.created(
            new EventShapes.EventReceipt(Long.toString(accepted.id()), status.label(), href), href);
    return accepted.repeated() ? answer.with("Idempotency-Replayed", "true") : answer;
  }

  /** A repeated event may have moved on since it was accepted. */
  private EventStatus status(Collected.AcceptedEvent accepted) {
    return accepted.repeated()
        ? events.find(accepted.id()).map(StoredEvent::status).orElse(accepted.status())
        : accepted.status();
  }

  Reply many(Call call) throws InterruptedException {
    @Nullable List<RawJson> items = call.body(EventShapes.EventBatch.class).events();
    if (items == null || items.isEmpty()) {
      return Refused.of(values("events", "must hold at least one event"));
    }
    if (items.size() > mostAtOnce) {
      return Refused.of(
          values(
              "events",
              "holds %,d events; at most %,d are taken at once, send the rest in another call"
                  .formatted(items.size(), mostAtOnce)));
    }
    Rights rights = Rights.of(call);
    List<Taken> taken = new ArrayList<>(items.size());
    List<Submission> submissions = new ArrayList<>(items.size());
    for (RawJson item : items) {
      Taken one = take(item, rights);
      taken.add(one);
      if (one instanceof Taken.Acceptable(Submission submission)) {
        submissions.add(submission);
      }
    }
    return result(taken, collector.submitEach(submissions));
  }

  private Reply result(List<Taken> taken, List<Collected> collected) {
    List<EventShapes.EventResult> results = new ArrayList<>(taken.size());
    int accepted = 0;
    int next = 0;
    for (Taken one : taken) {
      EventShapes.EventResult result =
          switch (one) {
            case Taken.Bad(Problem problem) -> EventShapes.EventResult.refused(problem);
            case Taken.Acceptable _ -> result(collected.get(next++));
          };
      accepted += result.id() == null ? 0 : 1;
      results.add(result);
    }
    return Answer.ok(
        new EventShapes.EventBatchResult(accepted, results.size() - accepted, results));
  }

  private static EventShapes.EventResult result(Collected collected) {
    return switch (collected) {
      case Collected.Accepted(var accepted) -> {
        Collected.AcceptedEvent event = accepted.getFirst();
        yield new EventShapes.EventResult(
            Long.toString(event.id()),
            // of a repeated one nobody looked up how it stands by now
            event.repeated() ? null : event.status().label(),
            EventViews.href(event.id()),
            event.repeated() ? true : null,
            null);
      }
      case Collected.Refused(int _, String field, String message) ->
          EventShapes.EventResult.refused(values(field, message));
      case Collected.KeyTaken(int _) -> EventShapes.EventResult.refused(keyTaken("idempotencyKey"));
      case Collected.Unavailable(String why, Duration _) ->
          EventShapes.EventResult.refused(busy(why));
    };
  }

  private Taken take(RawJson item, Rights rights) {
    return switch (ApiJson.read(item, EventRequest.class)) {
      case ApiJson.Parsed.Unreadable(Problem problem) -> new Taken.Bad(problem);
      case ApiJson.Parsed.Read(EventRequest request) ->
          take(request, request.idempotencyKey(), rights);
    };
  }

  private Taken take(EventRequest request, @Nullable String key, Rights rights) {
    @Nullable String type = request.type();
    if (type == null || type.isBlank()) {
      return new Taken.Bad(values("type", "is missing; expected the name of an event type"));
    }
    if (!rights.maySend(type)) {
      return new Taken.Bad(Rights.mayNotSend());
    }
    if (templates.eventType(type).isEmpty()) {
      return new Taken.Bad(unknownType(type));
    }
    @Nullable String complaint = key == null ? null : IdempotencyKey.complaint(key);
    if (complaint != null) {
      return new Taken.Bad(values("idempotencyKey", complaint));
    }
    return switch (EventReading.of(request, templates)) {
      case Reading.Refused(Refusal refusal) ->
          new Taken.Bad(values(refusal.field(), refusal.message()));
      case Reading.Understood(NewEvent event) ->
          new Taken.Acceptable(
              new Submission(
                  event, key == null ? null : IdempotencyKey.chosen(rights.key(), key, event)));
    };
  }

  private static Problem unknownType(String type) {
    String named = SHOWABLE.matcher(type).matches() ? " '" + type + "'" : "";
    return Problem.of(
            422,
            "unknown-event-type",
            "The event type is not published",
            "No message of the event type"
                + named
                + " is published on this instance: check the name, or publish its template.")
        .about("type");
  }

  private static Problem keyTaken(String where) {
    return Problem.of(
            409,
            "key-taken",
            "The idempotency key was used for another event",
            where + " " + Collected.KeyTaken.MESSAGE + ".")
        .about(where);
  }

  private static Problem busy(String why) {
    return Problem.busy("Not stored: " + why + ". Come again after Retry-After.");
  }

  private static Problem values(String field, String message) {
    return Problem.values(List.of(new Finding(field, message)));
  }
}
