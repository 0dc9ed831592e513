package io.herald.execution.notify;

import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.OutboundClient;
import io.herald.platform.outbound.OutboundClient.Exchange;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Posts signed messages over HTTP/1.1 and says what came of it. Blocking; safe for use by many
 * threads.
 *
 * <p>Bounds: those of {@link OutboundClient} with 15 seconds for the whole; 8 KiB of the answer,
 * the rest is not read.
 */
final class Poster implements AutoCloseable {
  static final Duration WHOLE = Duration.ofSeconds(15);
  private static final int ANSWER_BYTES = 8 << 10;

  private final Destinations destinations;
  private final OutboundClient client;
  private final Clock clock;

  /** Posts only to where the terms allow. */
  Poster(OutboundClient.Terms terms, Clock clock) {
    this.destinations = terms.destinations();
    this.client = new OutboundClient(terms);
    this.clock = clock;
  }

  /**
   * Posts one message.
   *
   * @param secrets to sign with
   * @param id for the header {@code webhook-id}
   * @param body JSON
   */
  Reception post(URI url, List<WebhookSecret> secrets, String id, byte[] body) {
    Optional<String> objection = destinations.objection(url);
    if (objection.isPresent()) {
      return new Reception.Forbidden("its URL " + objection.get());
    }
    Instant now = clock.instant();
    HttpPost request = new HttpPost(url);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    request.setHeader("User-Agent", "Herald-Webhooks");
    request.setHeader("webhook-id", id);
    request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    request.setHeader("webhook-signature", Signature.header(id, now, body, secrets));
    return switch (client.send(request, response -> reception(response, now))) {
      case Exchange.Answered<Reception>(Reception reception) -> reception;
      case Exchange.Forbidden<Reception>(String why) -> new Reception.Forbidden(why);
      case Exchange.NoAnswer<Reception>(String why) -> new Reception.NoAnswer(why);
    };
  }

  /** Closes connections nobody used for a while. */
  void closeIdle() {
    client.closeIdle();
  }

  @Override
  public void close() {
    client.close();
  }

  private static Reception reception(ClassicHttpResponse response, Instant now) throws IOException {
    readToTheEnd(response);
    int status = response.getCode();
    return status / 100 == 2
        ? new Reception.Taken(status)
        : new Reception.Refused(status, retryAfter(response, now));
  }

  /** A short answer is read to its end, so that the connection can be used again. */
  private static void readToTheEnd(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      entity.getContent().readNBytes(ANSWER_BYTES);
    }
  }

  /** RFC 9110 section 10.2.3: seconds, or a date. */
  private static @Nullable Duration retryAfter(ClassicHttpResponse response, Instant now) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null || header.getValue() == null) {
      return null;
    }
    String value = header.getValue().strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      return Duration.between(
          now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
