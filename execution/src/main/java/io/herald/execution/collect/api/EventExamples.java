package io.herald.execution.collect.api;

import io.herald.platform.http.operation.RawJson;
import java.time.Instant;
import java.util.List;

/** How an event may look, for the document. */
final class EventExamples {
  private static final Instant ACCEPTED = Instant.parse("2026-01-31T10:00:00.001Z");
  private static final Instant SENT = Instant.parse("2026-01-31T10:00:00.012Z");

  static final EventShapes.EventView VIEW =
      new EventShapes.EventView(
          new EventShapes.EventSummary(
              "72057594037935966",
              "order_confirmation",
              "realTime",
              "processed",
              null,
              false,
              "anna@example.com",
              null,
              null,
              null,
              null,
              "unknown",
              "shop",
              "order-4711",
              null,
              null,
              "en",
              null,
              null,
              null,
              "api",
              0,
              1,
              "order_mail",
              3,
              ACCEPTED,
              null,
              SENT),
          new RawJson("{\"client\":{\"firstname\":\"Anna\"}}"),
          null,
          new EventShapes.EventSteps(ACCEPTED, ACCEPTED, SENT, SENT, SENT),
          new EventShapes.EventMessage(
              "email",
              "anna@example.com",
              "10000000001f5e@example.com",
              1,
              0,
              0,
              "250 2.0.0 queued",
              1,
              false,
              null,
              SENT),
          List.of(
              new EventShapes.EventChange(ACCEPTED, null, "pending", "accepted", "node-1"),
              new EventShapes.EventChange(ACCEPTED, "pending", "processing", "sending", "node-1"),
              new EventShapes.EventChange(SENT, "processing", "processed", "sent", "node-1")));

  private EventExamples() {}
}
