package io.herald.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Collected;
import io.herald.execution.queue.StoredEvent;
import io.herald.message.channel.Channel;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DiskSpace;
import io.herald.spi.EnrichmentSource;
import io.herald.spi.Transport;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The whole pipeline on a real database, with a way out that a test controls. */
final class RunningPipeline implements AutoCloseable {
  private final Pipeline pipeline;

  RunningPipeline(
      TestDatabase database, Clock clock, Transport transport, EnrichmentSource... sources)
      throws Exception {
    this(database, clock, transport, Map.of(), sources);
  }

  RunningPipeline(
      TestDatabase database,
      Clock clock,
      Transport transport,
      Map<String, String> settings,
      EnrichmentSource... sources)
      throws Exception {
    pipeline =
        new Pipeline(
            Settings.of(settings),
            database.open(10),
            DiskSpace.ofOthers(),
            clock,
            new Random(7),
            transport,
            List.of(sources));
    pipeline.start();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  RunningPipeline publish(Publication publication) throws SQLException {
    assertThat(pipeline.templates().publish(publication)).isEmpty();
    return this;
  }

  /** Hands events in, which must be accepted; their ids. */
  List<Long> accept(NewEvent... events) throws InterruptedException {
    Collected collected = pipeline.collector().collect(List.of(events));
    assertThat(collected).isInstanceOf(Collected.Accepted.class);
    List<Long> ids = new ArrayList<>();
    ((Collected.Accepted) collected).events().forEach(e -> ids.add(e.id()));
    return ids;
  }

  StoredEvent stored(long id) {
    return pipeline.events().find(id).orElseThrow();
  }

  /** Waits until the event has this status. */
  StoredEvent awaitStatus(long id, EventStatus status) throws Exception {
    return Eventually.see(
        "event " + id + " to be " + status, () -> stored(id), e -> e.status() == status);
  }

  List<String> trail(long id) {
    return pipeline.events().trail(id).stream()
        .map(t -> t.to().label() + ": " + t.cause())
        .toList();
  }

  @Override
  public void close() {
    pipeline.stop();
  }

  static NewEvent order(String email) {
    return event(Queue.REAL_TIME, "order_confirmation", email, null, null);
  }

  static NewEvent event(
      Queue queue,
      String type,
      String email,
      @Nullable Instant scheduled,
      @Nullable Instant expiration) {
    return new NewEvent(
        queue,
        type,
        NewEvent.Address.ofEmail(email),
        NewEvent.Attributes.NONE,
        EventContext.xml("<ctx><client><firstname>Ann</firstname></client></ctx>"),
        scheduled,
        expiration,
        ReceivedBy.INTERNAL);
  }

  static Publication template(String type) {
    return template(type, 1, "Hello <%= rtEvent.ctx.client.firstname %>", "resend");
  }

  static Publication template(String type, int version, String text, String onUncertain) {
    return new Publication(
        type + "_mail",
        version,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(version),
        new Publication.EventType(type, type, List.of()),
        Channel.EMAIL,
        new Publication.Content("Shop", "shop@example.com", null, null, "Order", null, text, true),
        new Publication.DeliverySettings(5 * 86_400, "transactional", onUncertain));
  }
}
