package io.herald.server.journey;

import io.herald.message.channel.Channel;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Publication;
import io.herald.testkit.Eventually;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What is published for tests, and how: over the link, as control does it. */
final class Messages {
  /** Answers orders that come in by SOAP. */
  static final Publication ORDER =
      message(
          new Publication.EventType("order_confirmation", "Order", List.of()),
          "Order <%= rtEvent.ctx.reference %>",
          "Thank you, <%= rtEvent.ctx.client.firstname %>.",
          "resend");

  /** Answers carts that come in by REST. */
  static final Publication CART =
      message(
          new Publication.EventType(
              "EVTcartAbandonment",
              "Cart",
              List.of(
                  new Publication.Field("cartAmount", "string", false),
                  new Publication.Field("lastProduct", "string", false),
                  new Publication.Field("firstName", "string", false))),
          "Still thinking it over?",
          "<%= rtEvent.ctx.firstName %>, we kept your <%= rtEvent.ctx.lastProduct %>.",
          "resend");

  /** The order, never to be sent twice. */
  static final Publication ORDER_HELD =
      message(ORDER.eventType(), ORDER.content().subject(), "Once only.", "hold");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Messages() {}

  private static Publication message(
      Publication.EventType type, String subject, String text, String onUncertain) {
    return new Publication(
        type.name() + "_mail",
        1,
        Instant.parse("2026-01-01T00:00:00Z"),
        type,
        Channel.EMAIL,
        new Publication.Content("Shop", "shop@example.com", null, null, subject, null, text, true),
        new Publication.DeliverySettings(
            Duration.ofDays(5).toSeconds(), "transactional", onUncertain));
  }

  /** Publishes at an execution instance; it is live when this returns. */
  static void publish(URI execution, Access access, Publication... publications) throws Exception {
    for (Publication publication : publications) {
      HttpResponse<String> answer =
          HTTP.send(
              link(execution, access, LinkPaths.PUBLICATIONS + publication.template())
                  .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(publication)))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 204) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
    }
  }

  /** Waits until a process that shares the database has noticed what was published at another. */
  static void awaitLive(URI execution, Access access, Publication publication) throws Exception {
    HttpRequest catalog = link(execution, access, LinkPaths.CATALOG).build();
    Eventually.see(
        "the publication of " + publication.template(),
        () -> HTTP.send(catalog, BodyHandlers.ofString()).body(),
        text -> text.contains("\"" + publication.template() + "\""));
  }

  private static HttpRequest.Builder link(URI execution, Access access, String path) {
    return HttpRequest.newBuilder(execution.resolve(path))
        .header("Authorization", "Bearer " + access.linkSecret());
  }
}
