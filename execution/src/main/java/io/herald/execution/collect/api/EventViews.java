package io.herald.execution.collect.api;

import io.herald.execution.queue.EventSearch;
import io.herald.execution.queue.StoredEvent;
import io.herald.execution.queue.Transition;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.platform.http.operation.RawJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows stored events; addresses and data only to callers who may see them (SEC-6). Pure functions.
 */
final class EventViews {
  private final boolean personal;

  /**
   * @param personal whether the caller may see addresses and data
   */
  EventViews(boolean personal) {
    this.personal = personal;
  }

  /** Where an event is. */
  static String href(long id) {
    return EventOperations.EVENTS + "/" + id;
  }

  EventShapes.EventReceipt receipt(StoredEvent stored) {
    return new EventShapes.EventReceipt(
        Long.toString(stored.id()), stored.status().label(), href(stored.id()));
  }

  EventShapes.EventView view(
      StoredEvent stored, Optional<EventSearch.LoggedMessage> message, List<Transition> trail) {
    EventContext context = stored.event().context();
    boolean json = context.format() == EventContext.Format.JSON;
    StoredEvent.Steps steps = stored.steps();
    return new EventShapes.EventView(
        summary(stored),
        personal && json ? new RawJson(context.text()) : null,
        personal && !json ? context.text() : null,
        new EventShapes.EventSteps(
            steps.created(),
            steps.routed(),
            steps.prepared(),
            steps.handedOver(),
            steps.finished()),
        message.map(this::message).orElse(null),
        trail.stream().map(EventViews::line).toList());
  }

  EventShapes.EventSummary summary(StoredEvent stored) {
    NewEvent event = stored.event();
    NewEvent.Address address = event.address();
    NewEvent.Attributes attributes = event.attributes();
    return new EventShapes.EventSummary(
        Long.toString(stored.id()),
        event.type(),
        event.queue() == Queue.REAL_TIME ? "realTime" : "batch",
        stored.status().label(),
        stored.reason(),
        !personal,
        personal(address.email()),
        personal(address.mobilePhone()),
        personal(address.registrationToken()),
        address.mobileApp(),
        address.wishedChannel() == null ? null : address.wishedChannel().label(),
        attributes.emailFormat().name().toLowerCase(Locale.ROOT),
        attributes.origin(),
        attributes.externalId(),
        attributes.correlationId(),
        attributes.hashIpId(),
        attributes.language(),
        attributes.country(),
        event.scheduled(),
        event.expiration(),
        event.receivedBy().name().toLowerCase(Locale.ROOT),
        stored.errorCount(),
        stored.attempt(),
        stored.template() == null ? null : stored.template().template(),
        stored.template() == null ? null : stored.template().version(),
        stored.steps().created(),
        stored.status().settled() ? null : stored.steps().due(),
        stored.steps().lastModified());
  }

  private EventShapes.EventMessage message(EventSearch.LoggedMessage message) {
    return new EventShapes.EventMessage(
        message.channel().label(),
        personal(message.address()),
        message.messageId(),
        message.status(),
        message.failureType(),
        message.failureReason(),
        // providers repeat the address in their answers
        personal(message.answer()),
        message.attempt(),
        message.inFlight(),
        message.nextRetry(),
        message.sent());
  }

  private static EventShapes.EventChange line(Transition line) {
    return new EventShapes.EventChange(
        line.at(),
        line.from() == null ? null : line.from().label(),
        line.to().label(),
        line.cause(),
        line.node());
  }

  private @Nullable String personal(@Nullable String text) {
    return personal ? text : null;
  }
}
