package io.herald.execution.export;

import io.herald.execution.link.LinkCall;
import io.herald.execution.link.LinkReply;
import io.herald.execution.link.LinkRoute;
import io.herald.execution.queue.EventFilter;
import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.event.NewEvent;
import io.herald.message.link.EventLog;
import io.herald.message.link.LinkPaths;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How control reads what is known of the events of a type. Safe for use by many threads. */
public final class EventLogLink {
  private static final int PAGE = 200;
  private static final Pattern WHAT = Pattern.compile("([^/]{1,64})/(\\d{1,19})?");

  private final EventSearch search;

  public EventLogLink(EventSearch search) {
    this.search = search;
  }

  /** What control can ask. */
  public List<LinkRoute> routes() {
    return List.of(new LinkRoute("GET", LinkPaths.LOGS, this::page));
  }

  private LinkReply page(LinkCall call) {
    Matcher what = WHAT.matcher(call.name());
    if (!what.matches()) {
      return LinkReply.explained(400, "after the path come a type, a slash, and perhaps an id");
    }
    @Nullable Long before = null;
    if (what.group(2) != null) {
      BigInteger id = new BigInteger(what.group(2));
      if (id.bitLength() >= Long.SIZE) {
        return LinkReply.explained(400, "this is no id of an event");
      }
      before = id.longValue();
    }
    EventFilter ofType = new EventFilter(what.group(1), List.of(), null, null, null, null, null);
    try {
      List<StoredEvent> found = search.list(ofType, before, PAGE);
      return LinkReply.of(
          new EventLog(
              found.stream().map(this::entry).toList(),
              found.size() < PAGE ? null : Long.toString(found.getLast().id())));
    } catch (EventSearch.SearchTooLongException _) {
      return LinkReply.explained(503, "the database was too busy to answer in time, try again");
    }
  }

  private EventLog.Entry entry(StoredEvent stored) {
    NewEvent event = stored.event();
    Optional<EventSearch.LoggedMessage> message = search.message(stored.id());
    return new EventLog.Entry(
        Long.toString(stored.id()),
        event.type(),
        stored.status().label(),
        stored.reason(),
        stored.template() == null ? null : stored.template().template(),
        stored.template() == null ? null : stored.template().version(),
        event.address().email(),
        event.address().mobilePhone(),
        event.attributes().externalId(),
        event.attributes().correlationId(),
        stored.steps().created(),
        stored.steps().lastModified(),
        stored.attempt(),
        message.map(EventSearch.LoggedMessage::messageId).orElse(null),
        message.map(EventSearch.LoggedMessage::answer).orElse(null),
        message.map(EventSearch.LoggedMessage::sent).orElse(null));
  }
}
