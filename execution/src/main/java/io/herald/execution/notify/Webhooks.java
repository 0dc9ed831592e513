package io.herald.execution.notify;

import io.herald.execution.notify.Delivery.State;
import io.herald.execution.notify.OutboxStore.Place;
import io.herald.execution.queue.Events;
import io.herald.platform.config.Settings;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.outbound.CheckedAddresses;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.OutboundClient;
import io.herald.platform.startstop.Recurring;
import io.herald.platform.startstop.Service;
import io.herald.platform.startstop.Services;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import javax.net.ssl.SSLContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an execution instance (API-51), put together: what a caller can do with them, and
 * what runs in the background for them. Safe for use by many threads.
 *
 * <p>Where a method takes a viewer, only the webhooks made by that caller are seen; null sees all.
 * All throw {@link DatabaseUnavailableException} when the database cannot be asked.
 */
public final class Webhooks implements Service {
  /** How many an instance may have. */
  static final int MOST = 200;

  /** How long the secret before is signed with, too. */
  static final Duration OVERLAP = Duration.ofHours(24);

  /** A webhook all of whose attempts failed for so long is disabled. */
  static final Duration DISABLED_AFTER = Duration.ofDays(5);

  /** How many dead letters one call queues again, at most. */
  static final int REDELIVERED_AT_ONCE = 10_000;

  private final Destinations destinations;
  private final WebhookStore store;
  private final OutboxStore outbox;
  private final Poster poster;
  private final MessageBody bodies;
  private final Sender sender;
  private final Upkeep upkeep;
  private final Clock clock;
  private final SecureRandom random;
  private final Services services;

  /** What surrounds it; a test puts its own in place of the real ones. */
  record Surroundings(
      CheckedAddresses.LookUp lookUp, @Nullable SSLContext trust, Duration wholeAttempt) {
    static final Surroundings REAL =
        new Surroundings(OutboundClient::byTheSystem, null, Poster.WHOLE);
  }

  /**
   * @param eventKeys the opaque key of an event (DM-4)
   */
  public Webhooks(
      Settings settings,
      DataSource dataSource,
      Events events,
      LongFunction<String> eventKeys,
      Clock clock,
      SecureRandom random) {
    this(settings, dataSource, events, eventKeys, clock, random, Surroundings.REAL);
  }

  Webhooks(
      Settings settings,
      DataSource dataSource,
      Events events,
      LongFunction<String> eventKeys,
      Clock clock,
      SecureRandom random,
      Surroundings surroundings) {
    this.clock = clock;
    this.random = random;
    int concurrency = settings.get(WebhookSettings.CONCURRENCY);
    destinations =
        Destinations.parse(WebhookSettings.ALLOW.key(), settings.get(WebhookSettings.ALLOW));
    store = new WebhookStore(dataSource);
    outbox = new OutboxStore(dataSource, DISABLED_AFTER);
    poster =
        new Poster(
            new OutboundClient.Terms(
                destinations,
                surroundings.lookUp(),
                surroundings.trust(),
                concurrency,
                Sender.IN_ALL,
                surroundings.wholeAttempt()),
            clock);
    bodies = new MessageBody(eventKeys);
    sender =
        new Sender(
            store, outbox, events, poster, bodies, new RetryPlan(random), concurrency, clock);
    upkeep =
        new Upkeep(dataSource, outbox, poster, settings.get(WebhookSettings.KEEP_DELIVERED), clock);
    services =
        new Services(
            "webhooks",
            List.of(
                sender,
                new Follower(dataSource, clock, sender::somethingIsDue),
                new Recurring("webhook upkeep", Upkeep.EVERY, upkeep::tidy)));
  }

  /** What keeps a URL from being registered; empty: nothing. */
  Optional<String> objection(String url) {
    return destinations.objection(url);
  }

  /**
   * Registers a webhook; empty when there are {@link #MOST} already.
   *
   * @param disabledReason why nothing is to be sent yet; null: it is active
   */
  Optional<Webhook> create(String owner, Webhook.Wish wish, @Nullable String disabledReason) {
    return asked(
        () -> {
          var created =
              store.create(
                  wish, disabledReason, owner, WebhookSecret.fresh(random), MOST, clock.instant());
          sender.webhooksChanged();
          return created;
        });
  }

  /** In the order of their ids, at most so many after one. */
  List<Webhook> list(@Nullable String viewer, long after, int limit) {
    return asked(() -> store.list(viewer, after, limit));
  }

  Optional<Webhook> find(@Nullable String viewer, long id) {
    return asked(
        () -> store.find(id).filter(webhook -> viewer == null || viewer.equals(webhook.owner())));
  }

  /**
   * Changes a webhook. One that is made active again hears of what happens from then on; what
   * waited for it and is not older than a day is sent.
   *
   * @param disabledReason why nothing is to be sent; null: it is to be active
   */
  Optional<Webhook> change(
      @Nullable String viewer, long id, Webhook.Wish wish, @Nullable String disabledReason) {
    if (find(viewer, id).isEmpty()) {
      return Optional.empty();
    }
    return asked(
        () -> {
          var changed = store.change(id, wish, disabledReason, clock.instant());
          sender.webhooksChanged();
          return changed;
        });
  }

  /** Removes a webhook and what waits for it; false when there is none. */
  boolean delete(@Nullable String viewer, long id) {
    if (find(viewer, id).isEmpty()) {
      return false;
    }
    return asked(
        () -> {
          boolean deleted = store.delete(id, clock.instant());
          sender.webhooksChanged();
          return deleted;
        });
  }

  /** Gives a webhook a new secret; messages are signed with both for {@link #OVERLAP}. */
  Optional<Webhook> rotateSecret(@Nullable String viewer, long id) {
    if (find(viewer, id).isEmpty()) {
      return Optional.empty();
    }
    return asked(
        () -> {
          Instant now = clock.instant();
          var rotated = store.rotate(id, WebhookSecret.fresh(random), now.plus(OVERLAP), now);
          sender.webhooksChanged();
          return rotated;
        });
  }

  /**
   * What a test message led to.
   *
   * @param took until its answer was there, in real time
   */
  record Ping(String messageId, Reception reception, Duration took) {}

  /** Posts a test message now, also to a disabled webhook, and waits for the answer. */
  Optional<Ping> ping(@Nullable String viewer, long id) {
    return find(viewer, id)
        .map(
            webhook -> {
              Instant now = clock.instant();
              byte[] drawn = new byte[12];
              random.nextBytes(drawn);
              String messageId = "msg_ping_" + HexFormat.of().formatHex(drawn);
              long began = System.nanoTime();
              Reception reception =
                  poster.post(
                      webhook.wish().url(),
                      webhook.secrets().at(now),
                      messageId,
                      bodies.ping(webhook.id(), now));
              return new Ping(messageId, reception, Duration.ofNanos(System.nanoTime() - began));
            });
  }

  /**
   * Deliveries of a webhook: what waits, next first; what was delivered or given up, latest first.
   *
   * @param from what was shown last; null: from the beginning
   */
  Optional<List<Delivery>> deliveries(
      @Nullable String viewer, long id, State state, @Nullable Place from, int limit) {
    if (find(viewer, id).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        asked(
            () ->
                state == State.PENDING
                    ? outbox.pending(id, from == null ? Place.FIRST_PENDING : from, limit)
                    : outbox.finished(id, state, from == null ? Place.LATEST : from, limit)));
  }

  /** Queues one delivery again, whatever became of it; false when there is none. */
  boolean redeliver(@Nullable String viewer, long id, long delivery) {
    if (find(viewer, id).isEmpty()) {
      return false;
    }
    return asked(
        () -> {
          boolean queued = outbox.redeliver(id, delivery, clock.instant());
          sender.somethingIsDue();
          return queued;
        });
  }

  /**
   * Queues dead letters again that were given up since an instant, oldest first, at most {@link
   * #REDELIVERED_AT_ONCE}; how many there were. Empty when there is no such webhook.
   */
  OptionalInt redeliverDead(@Nullable String viewer, long id, Instant since) {
    if (find(viewer, id).isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        asked(
            () -> {
              int queued = outbox.redeliverDead(id, since, REDELIVERED_AT_ONCE, clock.instant());
              sender.somethingIsDue();
              return queued;
            }));
  }

  /** Removes now what is to be removed, instead of at its next turn. */
  void tidy() {
    asked(
        () -> {
          upkeep.tidy(() -> false);
          return true;
        });
  }

  @Override
  public String name() {
    return services.name();
  }

  @Override
  public void start() throws Exception {
    services.start();
  }

  @Override
  public void stop() {
    services.stop();
    poster.close();
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(e);
    }
  }
}
