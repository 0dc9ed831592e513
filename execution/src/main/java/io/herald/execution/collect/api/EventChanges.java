package io.herald.execution.collect.api;

import io.herald.execution.queue.EventDesk;
import io.herald.execution.queue.EventFilter;
import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Finding;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes what becomes of events. Safe for use by many threads. */
final class EventChanges {
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);
  private static final int USUAL_LIMIT = 1_000;
  private static final int MOST = 10_000;
  private static final List<EventStatus> REPROCESSABLE =
      List.of(EventStatus.ROUTING_FAILED, EventStatus.TARGETING_FAILED);

  private final Events events;
  private final EventSearch search;
  private final EventDesk desk;

  EventChanges(Events events, EventSearch search, EventDesk desk) {
    this.events = events;
    this.search = search;
    this.desk = desk;
  }

  /** Does something with one event. */
  private interface Wish {
    EventDesk.Done carryOut(long id, String by) throws InterruptedException;
  }

  Reply cancel(Call call) throws InterruptedException {
    return change(
        call,
        desk::cancel,
        EventStatus.CANCELLED,
        "only what has not been handed over can be cancelled");
  }

  Reply reprocess(Call call) throws InterruptedException {
    return change(
        call,
        (id, by) -> desk.reprocess(List.of(id), by),
        null,
        "only routingFailed and targetingFailed can be taken up again; for anything else send a new"
            + " event");
  }

  /**
   * @param already the status in which there is nothing left to do; null: none
   */
  private Reply change(Call call, Wish wish, @Nullable EventStatus already, String rule)
      throws InterruptedException {
    long id = call.id("id");
    Rights rights = Rights.of(call);
    Optional<StoredEvent> before = events.find(id);
    if (before.isEmpty()) {
      return EventLookups.notFound();
    }
    if (!rights.maySend(before.get().event().type())) {
      return Refused.of(Rights.mayNotSend());
    }
    EventDesk.Done done = wish.carryOut(id, rights.key());
    if (!done.complete()) {
      return busy();
    }
    Optional<StoredEvent> now = events.find(id);
    if (now.isEmpty()) {
      return EventLookups.notFound();
    }
    boolean good = done.changed().contains(id) || now.get().status() == already;
    return good
        ? Answer.ok(new EventViews(false).receipt(now.get()))
        : Refused.of(
            Problem.wrongState("The event is " + now.get().status().label() + ": " + rule + "."));
  }

  Reply reprocessMany(Call call) throws InterruptedException {
    EventShapes.ReprocessRequest request = call.body(EventShapes.ReprocessRequest.class);
    @Nullable Finding wrong = wrong(request);
    if (wrong != null) {
      return Refused.of(Problem.values(List.of(wrong)));
    }
    Rights rights = Rights.of(call);
    boolean permitted =
        request.type() == null ? rights.maySendEveryType() : rights.maySend(request.type());
    if (!permitted) {
      return Refused.of(Rights.mayNotSend());
    }
    int limit = request.limit() == null ? USUAL_LIMIT : request.limit();
    List<Long> found;
    try {
      found = search.ids(filter(request), limit + 1);
    } catch (EventSearch.SearchTooLongException e) {
      return EventLookups.tooWide();
    }
    List<Long> some = found.subList(0, Math.min(limit, found.size()));
    EventDesk.Done done = desk.reprocess(some, rights.key());
    if (!done.complete() && done.changed().isEmpty()) {
      return busy();
    }
    boolean more = !done.complete() || found.size() > limit;
    return Answer.ok(new EventShapes.ReprocessResult(done.changed().size(), more));
  }

  private static EventFilter filter(EventShapes.ReprocessRequest request) {
    return new EventFilter(
        request.type(),
        request.status() == null ? REPROCESSABLE : List.of(EventLookups.status(request.status())),
        queue(request),
        null,
        request.externalId(),
        request.from(),
        request.to());
  }

  private static @Nullable Queue queue(EventShapes.ReprocessRequest request) {
    return request.queue() == null ? null : EventLookups.queue(request.queue());
  }

  private static @Nullable Finding wrong(EventShapes.ReprocessRequest request) {
    if (request.type() == null && request.from() == null) {
      return new Finding("type", "is missing; give type or from, so that not everything is taken");
    }
    if (request.status() != null
        && REPROCESSABLE.stream().noneMatch(one -> one.label().equals(request.status()))) {
      return new Finding("status", "must be routingFailed or targetingFailed");
    }
    if (request.queue() != null && !List.of("realTime", "batch").contains(request.queue())) {
      return new Finding("queue", "must be realTime or batch");
    }
    if (request.limit() != null && (request.limit() < 1 || request.limit() > MOST)) {
      return new Finding("limit", "must be 1 to " + MOST);
    }
    return null;
  }

  private static Refused busy() {
    return Refused.until(
        Problem.busy("The database does not answer; asking again is safe."), COME_AGAIN);
  }
}
