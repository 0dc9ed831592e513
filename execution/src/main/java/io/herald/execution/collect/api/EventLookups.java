package io.herald.execution.collect.api;

import io.herald.execution.queue.EventFilter;
import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.Events;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.Queue;
import io.herald.message.status.EventStatus;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks events up. Safe for use by many threads. */
final class EventLookups {
  private static final int USUAL_LIMIT = 50;

  private final Events events;
  private final EventSearch search;

  EventLookups(Events events, EventSearch search) {
    this.events = events;
    this.search = search;
  }

  Reply one(Call call) {
    long id = call.id("id");
    Optional<StoredEvent> stored = events.find(id);
    return stored.isEmpty()
        ? notFound()
        : Answer.ok(
            new EventViews(Rights.of(call).maySeePersonalData())
                .view(stored.get(), search.message(id), events.trail(id)));
  }

  Reply list(Call call) {
    Rights rights = Rights.of(call);
    if (call.text("address").isPresent() && !rights.maySeePersonalData()) {
      return Rights.mayNotSearchAddresses();
    }
    EventFilter filter =
        new EventFilter(
            call.text("type").orElse(null),
            call.several("status").stream().map(EventLookups::status).toList(),
            call.text("queue").map(EventLookups::queue).orElse(null),
            call.text("address").orElse(null),
            call.text("externalId").orElse(null),
            call.moment("from").orElse(null),
            call.moment("to").orElse(null));
    int limit = (int) call.number("limit", USUAL_LIMIT);
    @Nullable Long cursor = call.text("cursor").map(Long::valueOf).orElse(null);
    try {
      List<StoredEvent> found = search.list(filter, cursor, limit + 1);
      boolean more = found.size() > limit;
      List<StoredEvent> shown = more ? found.subList(0, limit) : found;
      EventViews views = new EventViews(rights.maySeePersonalData());
      return Answer.ok(
          new EventShapes.EventPage(
              shown.stream().map(views::summary).toList(),
              more ? Long.toString(shown.getLast().id()) : null));
    } catch (EventSearch.SearchTooLongException e) {
      return tooWide();
    }
  }

  Reply statuses(Call call) {
    List<Long> ids =
        new ArrayList<>(
            new LinkedHashSet<>(call.several("ids").stream().map(Long::valueOf).toList()));
    Map<Long, EventSearch.Standing> found =
        search.standings(ids).stream()
            .collect(Collectors.toMap(EventSearch.Standing::id, Function.identity()));
    List<EventShapes.EventStatus> shown = new ArrayList<>(found.size());
    List<String> unknown = new ArrayList<>();
    for (long id : ids) {
      EventSearch.@Nullable Standing standing = found.get(id);
      if (standing == null) {
        unknown.add(Long.toString(id));
      } else {
        shown.add(
            new EventShapes.EventStatus(
                Long.toString(id),
                standing.status().label(),
                standing.reason(),
                standing.lastModified()));
      }
    }
    return Answer.ok(new EventShapes.EventStatuses(shown, unknown));
  }

  static EventStatus status(String label) {
    return Arrays.stream(EventStatus.values())
        .filter(status -> status.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  static Queue queue(String label) {
    return label.equals("batch") ? Queue.BATCH : Queue.REAL_TIME;
  }

  static Refused notFound() {
    return Refused.of(Problem.notFound("There is no such event on this instance."));
  }

  static Refused tooWide() {
    return Refused.of(
        Problem.of(
            422,
            "search-too-wide",
            "The search would take too long",
            "The conditions match few of very many events: give from and to, and make the window"
                + " smaller."));
  }
}
