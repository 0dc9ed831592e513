package io.herald.execution.notify;

import io.herald.message.status.EventStatus;
import io.herald.platform.access.Permission;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.EventStream;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Parameter.Form;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;
import io.herald.platform.http.operation.Reply;
import io.herald.platform.startstop.Service;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The stream of status changes (API-51): what webhooks hear, for callers that cannot be called.
 * Stopping it ends the open ones. Safe for use by many threads.
 */
public final class StatusStreams implements Service {
  /** How many one process serves at once: each looks at the database four times a second. */
  static final int MOST = 32;

  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final Duration COME_AGAIN = Duration.ofSeconds(30);
  private static final List<String> STATUSES =
      Arrays.stream(EventStatus.values()).map(EventStatus::label).toList();

  private final StreamStore store;
  private final MessageBody bodies;
  private final Clock clock;
  private final Semaphore places = new Semaphore(MOST);
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param eventKeys the opaque key of an event (DM-4)
   */
  public StatusStreams(DataSource dataSource, LongFunction<String> eventKeys, Clock clock) {
    this.store = new StreamStore(dataSource);
    this.bodies = new MessageBody(eventKeys);
    this.clock = clock;
  }

  /** For the table of operations. */
  public Operation operation() {
    return Operation.get("/v1/events:stream")
        .named("streamEvents", "Events")
        .needs(Permission.READ.label())
        .does(
            "Hear of changes as they happen",
            "Server-sent events: the name is the new status, the data what a webhook is sent,"
                + " without addresses. Each change comes once, within half a second of its commit."
                + " A stream ends after "
                + LASTS_MINUTES
                + " minutes; a client goes on where it was by sending the last `id` as `"
                + LAST_EVENT_ID
                + "`, which browsers' EventSource and most libraries do by themselves. Without it a"
                + " stream begins with what happens next.")
        .knows(Parameter.query("type", new Form.Text(64), "Event type", "order_confirmation"))
        .knows(
            Parameter.query(
                "status",
                new Form.Several(new Form.Choice(STATUSES), STATUSES.size()),
                "One of these new statuses",
                "processed,deliveryFailed"))
        .knows(
            Parameter.header(
                LAST_EVENT_ID, new Form.Text(16_000), "The last id heard", "14-4711,15-3"))
        .streams(
            "Changes, until the instance stops or the time is up",
            "event: processed\ndata: {\"type\":\"event.status_changed\", …}\nid: 14-4711,15-3\n\n")
        .mayFail(400, "bad-parameter", "`" + LAST_EVENT_ID + "` is no id of this stream")
        .by(this::open);
  }

  private static final long LASTS_MINUTES = StatusStream.LASTS.toMinutes();

  private Reply open(Call call) {
    Optional<StreamPosition> position =
        call.text(LAST_EVENT_ID).map(StreamPosition::read).orElseGet(this::now);
    if (position.isEmpty()) {
      return Refused.of(
          Problem.badParameter(
              LAST_EVENT_ID,
              "The header "
                  + LAST_EVENT_ID
                  + " is no id of this stream; leave it out to begin with what happens next."));
    }
    StatusStream.Wish wish =
        new StatusStream.Wish(
            call.text("type").orElse(null),
            call.several("status").stream()
                .map(label -> EventStatus.values()[STATUSES.indexOf(label)])
                .collect(Collectors.toUnmodifiableSet()));
    if (!places.tryAcquire()) {
      return Refused.until(
          Problem.of(
              503,
              "busy",
              "No stream is free",
              "All " + MOST + " streams of this process are taken; webhooks have no such limit."),
          COME_AGAIN);
    }
    StatusStream stream = new StatusStream(store, bodies, wish, position.get(), clock, stopping);
    return new EventStream(
        out -> {
          try {
            stream.writeTo(out);
          } finally {
            places.release();
          }
        });
  }

  private Optional<StreamPosition> now() {
    try {
      return Optional.of(store.now());
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }

  @Override
  public String name() {
    return "status streams";
  }

  @Override
  public void start() {
    // each is opened by its caller
  }

  @Override
  public void stop() {
    stopping.countDown();
  }
}
