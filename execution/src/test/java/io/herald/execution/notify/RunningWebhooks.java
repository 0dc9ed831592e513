package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.execution.collect.Collected;
import io.herald.execution.notify.Delivery.State;
import io.herald.message.channel.Channel;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.platform.database.DiskSpace;
import io.herald.platform.outbound.CheckedAddresses;
import io.herald.platform.outbound.OutboundClient;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.ReceivedRequest;
import io.herald.testkit.smtp.SelfSigned;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An execution instance without its doors, whose webhooks may reach 127.0.0.1. Messages to
 * addresses that begin with {@code bad} are refused for good, all others are accepted.
 */
final class RunningWebhooks implements AutoCloseable {
  static final Set<EventStatus> FINAL =
      Set.of(EventStatus.PROCESSED, EventStatus.DELIVERY_FAILED, EventStatus.ROUTING_FAILED);
  private static final Duration WHOLE_ATTEMPT = Duration.ofSeconds(2);

  private final Pipeline pipeline;
  private final Webhooks webhooks;
  private final StatusStreams streams;
  private final Database pool;

  RunningWebhooks(TestDatabase database, Clock clock) throws Exception {
    this(database, clock, Map.of());
  }

  RunningWebhooks(TestDatabase database, Clock clock, Map<String, String> settings)
      throws Exception {
    this(database, clock, settings, OutboundClient::byTheSystem);
  }

  RunningWebhooks(
      TestDatabase database,
      Clock clock,
      Map<String, String> settings,
      CheckedAddresses.LookUp lookUp)
      throws Exception {
    Map<String, String> all = new HashMap<>();
    all.put("webhook.allow", "http://127.0.0.1");
    all.putAll(settings);
    pool = database.open(10);
    pipeline =
        new Pipeline(
            Settings.of(all),
            pool,
            DiskSpace.ofOthers(),
            clock,
            new Random(7),
            message ->
                message.recipient().startsWith("bad")
                    ? new SendResult.Refused(
                        true, FailureType.HARD, FailureReason.USER_UNKNOWN, "550 5.1.1 who?")
                    : new SendResult.Accepted("250 ok"),
            List.of());
    webhooks =
        new Webhooks(
            Settings.of(all),
            pool.dataSource(),
            pipeline.events(),
            id -> "@key" + id,
            clock,
            new SecureRandom(),
            new Webhooks.Surroundings(lookUp, SelfSigned.certificate().client(), WHOLE_ATTEMPT));
    streams = new StatusStreams(pool.dataSource(), id -> "@key" + id, clock);
    pipeline.start();
    webhooks.start();
    assertThat(pipeline.templates().publish(ORDER)).isEmpty();
  }

  /** From now on nothing it writes arrives. */
  void cutOff() {
    pool.close();
  }

  Webhooks webhooks() {
    return webhooks;
  }

  StatusStreams streams() {
    return streams;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** Registers a webhook for the final statuses of every type. */
  Webhook listen(URI url) {
    return listen(wish(url));
  }

  Webhook listen(Webhook.Wish wish) {
    assertThat(webhooks.objection(wish.url().toString())).isEmpty();
    return webhooks.create("client:1", wish, null).orElseThrow();
  }

  static Webhook.Wish wish(URI url) {
    return new Webhook.Wish("shop", url, Set.of(), Set.of(), FINAL, false, false);
  }

  /** Hands in one event of the type that has a template; its id. */
  long order(String email) throws InterruptedException {
    return accept(event("order_confirmation", email, NewEvent.Attributes.NONE));
  }

  long accept(NewEvent event) throws InterruptedException {
    return ((Collected.Accepted) pipeline.collector().collect(List.of(event)))
        .events()
        .getFirst()
        .id();
  }

  static NewEvent event(String type, String email, NewEvent.Attributes attributes) {
    return new NewEvent(
        Queue.REAL_TIME,
        type,
        NewEvent.Address.ofEmail(email),
        attributes,
        EventContext.json("{\"client\":{\"firstname\":\"Ann\"}}"),
        null,
        null,
        ReceivedBy.INTERNAL);
  }

  void awaitStatus(long id, EventStatus status) throws Exception {
    Eventually.see(
        "event " + id + " to be " + status,
        () -> pipeline.events().find(id).orElseThrow().status(),
        seen -> seen == status);
  }

  /** Waits until a receiver has so many requests, and gives them. */
  static List<ReceivedRequest> await(FakeReceiver receiver, int requests) throws Exception {
    return Eventually.see(
        requests + " requests", receiver::received, seen -> seen.size() >= requests);
  }

  /** Waits until a webhook has so many deliveries in a state, and gives them. */
  List<Delivery> awaitDeliveries(Webhook webhook, State state, int count) throws Exception {
    return Eventually.see(
        count + " deliveries " + state,
        () -> webhooks.deliveries(null, webhook.id(), state, null, 1_000).orElseThrow(),
        seen -> seen.size() == count);
  }

  /** Waits until the only pending delivery has failed so many times and waits for its next try. */
  Delivery awaitFailures(Webhook webhook, int attempts) throws Exception {
    return Eventually.see(
            attempts + " failed attempts",
            () -> webhooks.deliveries(null, webhook.id(), State.PENDING, null, 10).orElseThrow(),
            seen ->
                seen.size() == 1
                    && seen.getFirst().attempts() == attempts
                    && !seen.getFirst().progress().underWay())
        .getFirst();
  }

  static JsonNode json(ReceivedRequest request) {
    return JsonMapper.shared().readTree(request.body());
  }

  @Override
  public void close() {
    streams.stop();
    webhooks.stop();
    pipeline.stop();
  }

  private static final Publication ORDER =
      new Publication(
          "order_mail",
          3,
          Instant.parse("2026-01-01T00:00:00Z"),
          new Publication.EventType("order_confirmation", "order_confirmation", List.of()),
          Channel.EMAIL,
          new Publication.Content(
              "Shop", "shop@example.com", null, null, "Order", null, "Hello", true),
          new Publication.DeliverySettings(5 * 86_400, "transactional", "resend"));
}
