package io.herald.server.demo;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.server.Standalone;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Pushes the sample events through the doors and waits for what becomes of them. */
final class SampleRun {
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(30);

  /** A relay of somebody else may be slow or away; then the event simply is still on its way. */
  private static final Duration FOREIGN_RELAY_WITHIN = Duration.ofSeconds(5);

  private static final int POLL_MILLIS = 20;

  private static final DateTimeFormatter REFERENCE =
      DateTimeFormatter.ofPattern("'HS-'yyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final Pattern EVENT_ID = Pattern.compile("<plId[^>]*>(\\d{1,19})</plId>");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SampleEvents events;
  private final Standalone herald;
  private final InboxClient inbox;
  private final HttpClient client;
  private final Clock clock;

  SampleRun(
      SampleEvents events, Standalone herald, InboxClient inbox, HttpClient client, Clock clock) {
    this.events = events;
    this.herald = herald;
    this.inbox = inbox;
    this.client = client;
    this.clock = clock;
  }

  /**
   * What became of a sample event.
   *
   * @param mail null when mails do not come to the inbox
   */
  record Result(StoredEvent event, InboxClient.@Nullable Arrived mail) {}

  /** Pushes the order through SOAP. */
  Result order(boolean mailComesHere) throws DemoException, IOException, InterruptedException {
    Instant begin = begin();
    SampleRequest request = events.order(REFERENCE.format(clock.instant()));
    HttpResponse<String> answer = request.send(client);
    Matcher id = EVENT_ID.matcher(answer.body());
    if (!id.find() || id.group(1).equals("0")) {
      throw new DemoException("The order was not accepted: " + answer.body());
    }
    return await(Long.parseLong(id.group(1)), SampleEvents.BUYER, begin, mailComesHere);
  }

  /** Pushes the cart through REST. */
  Result cart(boolean mailComesHere)
      throws DemoException, IOException, InterruptedException, SQLException {
    Instant begin = begin();
    HttpResponse<String> answer = events.cart().send(client);
    OptionalLong id = OptionalLong.empty();
    if (answer.statusCode() == 201) {
      try {
        String key = JSON.readTree(answer.body()).path("PKey").stringValue("");
        id = herald.eventKeys().read(key);
      } catch (JacksonException e) {
        // told below, with the answer itself
      }
    }
    if (id.isEmpty()) {
      throw new DemoException(
          "The cart was not accepted: " + answer.statusCode() + " " + answer.body());
    }
    return await(id.getAsLong(), SampleEvents.BROWSER, begin, mailComesHere);
  }

  /** Instants are stored in milliseconds. */
  private Instant begin() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Result await(long id, String recipient, Instant begin, boolean mailComesHere)
      throws DemoException, IOException, InterruptedException {
    long deadline =
        System.nanoTime() + (mailComesHere ? ARRIVES_WITHIN : FOREIGN_RELAY_WITHIN).toNanos();
    while (true) {
      StoredEvent event =
          herald
              .events()
              .find(id)
              .orElseThrow(
                  () -> new DemoException("Event " + id + " was accepted but is not stored."));
      Optional<InboxClient.Arrived> mail =
          mailComesHere ? inbox.newest(recipient, begin) : Optional.empty();
      boolean done = event.status().settled() && (mail.isPresent() || !mailComesHere);
      boolean failed = event.status().settled() && event.status() != EventStatus.PROCESSED;
      boolean late = System.nanoTime() > deadline;
      if (mailComesHere && (failed || (late && !done))) {
        throw new DemoException(
            "The mail to %s did not arrive. Event %d is %s%s."
                .formatted(
                    recipient,
                    id,
                    event.status().label(),
                    event.reason() == null ? "" : ": " + event.reason()));
      }
      if (done || late) {
        return new Result(event, mail.orElse(null));
      }
      // an inbox tells of mails to who asks
      Thread.sleep(POLL_MILLIS);
    }
  }
}
