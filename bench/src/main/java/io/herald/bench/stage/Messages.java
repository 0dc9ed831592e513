package io.herald.bench.stage;

import io.herald.message.channel.Channel;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Publication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The two messages that are sent, one for each dialect, published as control publishes. */
public final class Messages {
  /** Type of the events that come through SOAP. */
  static final String CLASSIC = "bench_order";

  /** Type of the events that come through REST. */
  public static final String STANDARD = "EVTbench";

  /** The two types of events that are sent. */
  public static final List<String> TYPES = List.of(CLASSIC, STANDARD);

  /** Type of the events whose mail is {@link OrderMail}. */
  public static final String ORDER = "EVTorder";

  /** What every subject begins with; the event's number follows. */
  public static final String SUBJECT = "Number ";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Messages() {}

  /**
   * Publishes both.
   *
   * @throws IOException when the process does not take them
   */
  public static void publish(HttpClient client, URI process, String linkSecret)
      throws IOException, InterruptedException {
    for (String type : TYPES) {
      publish(client, process, linkSecret, publication(type));
    }
  }

  /**
   * Publishes a message.
   *
   * @throws IOException when the process does not take it
   */
  public static void publish(
      HttpClient client, URI process, String linkSecret, Publication publication)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(process.resolve(LinkPaths.PUBLICATIONS + publication.template()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + linkSecret)
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofByteArray(
                        JsonMapper.shared().writeValueAsBytes(publication)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 204) {
      throw new IOException(
          "could not publish %s: %d %s"
              .formatted(publication.template(), response.statusCode(), response.body()));
    }
  }

  /** A message of a type like the one of the Standard dialect, with HTML of its own. */
  public static Publication standard(String type, String html) {
    return publication(type, html, null);
  }

  /** {@link OrderMail}. */
  public static Publication order() {
    return order(ORDER);
  }

  /** The same for events of another type. */
  public static Publication order(String type) {
    return publication(
        type, Notation.HERALD.translate(OrderMail.HTML), Notation.HERALD.translate(OrderMail.TEXT));
  }

  private static Publication publication(String type) {
    return publication(
        type,
        "<html><body><h1>Order</h1><p>Reference <%= event.ctx.reference %></p></body></html>",
        null);
  }

  private static Publication publication(String type, String html, @Nullable String text) {
    return new Publication(
        type,
        1,
        Instant.now(),
        new Publication.EventType(type, "Order", List.of()),
        Channel.EMAIL,
        new Publication.Content(
            "Herald",
            "orders@herald.example",
            null,
            null,
            SUBJECT + "<%= event.externalId %>",
            html,
            text,
            true),
        new Publication.DeliverySettings(
            Duration.ofDays(5).toSeconds(), "transactional", "resend"));
  }
}
