package io.herald.execution.deliver.email;

import io.herald.message.channel.EmailAddress;
import io.herald.message.channel.EmailAddressReading;
import io.herald.platform.startstop.Service;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.spi.Transport;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to one mail relay over SMTP (RFC 5321), on a few warm connections.
 *
 * <p>{@link #send} puts the message into one of two lanes and waits; connections take from the
 * lanes, real-time first (DL-10, DL-11). A connection is opened when a message waits and no open
 * one is free, and closed after a rest. Safe for use by many threads; made for virtual ones.
 *
 * <p>A route that does not work is left alone for 5, 10, 20, 40 seconds, then 2 minutes at a time
 * (EM-7). Meanwhile messages are answered {@code NotTried} at once, unless older connections still
 * work. Then one connection tries alone, and only its success opens the route again.
 */
public final class SmtpRelay implements Transport, Service {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpRelay.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration ABORT_WITHIN = Duration.ofSeconds(2);
  private static final Duration SCOUT_RETURNS_WITHIN = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long WATCH_EVERY_NANOS = Duration.ofMillis(250).toNanos();

  private enum State {
    NEW,
    RUNNING,
    STOPPED
  }

  private final SmtpRoute route;
  private final SSLContext checkedTls;
  private final TwoLanes<Parcel> lanes;
  private final RouteBackoff backoff;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition routeChanged = lock.newCondition();
  private final Set<SmtpConnection> connections = new HashSet<>();
  private State state = State.NEW;
  private int unproved;
  private long scoutReturns;
  private @Nullable Thread watcher;

  private final LongAdder sent = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder notTried = new LongAdder();
  private final LongAdder uncertain = new LongAdder();

  /** A relay that checks certificates against those the Java installation trusts. */
  public SmtpRelay(SmtpRoute route) {
    this(route, defaultTls(), System::nanoTime);
  }

  /**
   * @param checkedTls decides whose certificates are good where the route requires TLS
   * @param nanoTime the clock of the route's pauses, as {@link System#nanoTime}
   */
  public SmtpRelay(SmtpRoute route, SSLContext checkedTls, LongSupplier nanoTime) {
    this.route = route;
    this.checkedTls = checkedTls;
    this.lanes = new TwoLanes<>(route.limits().maxWaiting());
    this.nanoTime = nanoTime;
    this.scoutReturns = nanoTime.getAsLong();
    this.backoff = new RouteBackoff(nanoTime);
  }

  @Override
  public String name() {
    return "SMTP relay";
  }

  /** Begins to take messages; the first connection is opened for the first message. */
  @Override
  public void start() {
    lock.lock();
    try {
      if (state != State.NEW) {
        throw new IllegalStateException("an SMTP relay is started once");
      }
      state = State.RUNNING;
      watcher = Thread.ofVirtual().name("smtp-relay-watcher").start(this::watchForHangingWrites);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    SendResult result =
        switch (accept(message)) {
          case Checked.Fit fit -> pass(fit.parcel());
          case Checked.Unfit unfit -> unfit.refusal();
        };
    count(result);
    return result;
  }

  /**
   * {@inheritDoc}
   *
   * <p>When a pause is over, one caller is let through as a scout; the others wait for what its
   * message finds, or a few seconds if it never sends one.
   */
  @Override
  public void awaitOpen(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (state == State.RUNNING && backoff.onProbation() && connections.size() == unproved) {
        long wait =
            connections.isEmpty()
                ? Math.max(backoff.pause().toNanos(), scoutReturns - nanoTime.getAsLong())
                : LOOK_AGAIN_NANOS;
        if (wait <= 0) {
          scoutReturns = nanoTime.getAsLong() + SCOUT_RETURNS_WITHIN.toNanos();
          return;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        routeChanged.awaitNanos(Math.min(left, Math.min(wait, LOOK_AGAIN_NANOS)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What the relay has done so far. */
  public SmtpCounters counters() {
    int open;
    lock.lock();
    try {
      open = connections.size();
    } finally {
      lock.unlock();
    }
    return new SmtpCounters(
        open, lanes.size(), sent.sum(), refused.sum(), notTried.sum(), uncertain.sum());
  }

  /**
   * Takes no more messages, gives back those that wait ({@code NotTried}), lets those on the wire
   * finish for at most 10 seconds, says QUIT and closes.
   */
  @Override
  public void stop() {
    lock.lock();
    try {
      state = State.STOPPED;
      routeChanged.signalAll();
      giveBackAll("Herald is shutting down", RouteBackoff.firstPause());
      lanes.close();
      if (!connectionsEndWithin(STOP_WITHIN)) {
        LOG.warn(
            "SMTP relay {}:{}: {} connections did not finish within {} s and are cut",
            route.host(),
            route.port(),
            connections.size(),
            STOP_WITHIN.toSeconds());
        connections.forEach(SmtpConnection::abort);
        connectionsEndWithin(ABORT_WITHIN);
      }
      if (watcher != null) {
        watcher.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@inheritDoc} */
  @Override
  public void giveUp() {
    lock.lock();
    try {
      state = State.STOPPED;
      routeChanged.signalAll();
      giveBackAll("Herald is shutting down", RouteBackoff.firstPause());
      lanes.close();
      connections.forEach(SmtpConnection::abort);
    } finally {
      lock.unlock();
    }
  }

  private sealed interface Checked {
    record Fit(Parcel parcel) implements Checked {}

    record Unfit(SendResult.Refused refusal) implements Checked {}
  }

  /** Reads the addresses: nothing that could be taken for a command ever reaches the wire. */
  private static Checked accept(OutgoingMessage message) {
    EmailAddress sender = null;
    if (!message.sender().isEmpty()) {
      switch (EmailAddress.read(message.sender())) {
        case EmailAddress address -> sender = address;
        case EmailAddressReading.Flaw flaw -> {
          return new Checked.Unfit(
              new SendResult.Refused(
                  true,
                  FailureType.IGNORED,
                  FailureReason.REFUSED,
                  "the envelope sender " + flaw.why()));
        }
      }
    }
    return switch (EmailAddress.read(message.recipient())) {
      case EmailAddress recipient -> new Checked.Fit(new Parcel(message, sender, recipient));
      case EmailAddressReading.Flaw flaw ->
          new Checked.Unfit(
              new SendResult.Refused(
                  true,
                  FailureType.HARD,
                  FailureReason.POOR_ADDRESS_QUALITY,
                  "the recipient's address " + flaw.why()));
    };
  }

  private SendResult pass(Parcel parcel) throws InterruptedException {
    SendResult.NotTried noWay = noWay();
    if (noWay != null) {
      return noWay;
    }
    if (!lanes.put(parcel, parcel.realTime())) {
      return new SendResult.NotTried("Herald is shutting down", RouteBackoff.firstPause());
    }
    dispatch();
    try {
      return parcel.await();
    } catch (InterruptedException e) {
      // nobody waits for it any more: if it still waits for a connection it must not be sent
      lanes.remove(parcel, parcel.realTime());
      throw e;
    }
  }

  private SendResult.@Nullable NotTried noWay() {
    lock.lock();
    try {
      if (state != State.RUNNING) {
        return new SendResult.NotTried(
            state == State.NEW ? "the relay is not started yet" : "Herald is shutting down",
            RouteBackoff.firstPause());
      }
      Duration pause = backoff.pause();
      return connections.isEmpty() && !pause.isZero()
          ? new SendResult.NotTried(backoff.why(), pause)
          : null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sees to it that whatever waits is served or given back; called after everything that can change
   * the answer: a message was added, a connection proved itself or ended.
   */
  private void dispatch() {
    lock.lock();
    try {
      if (state != State.RUNNING) {
        giveBackAll("Herald is shutting down", RouteBackoff.firstPause());
        return;
      }
      Duration pause = backoff.pause();
      if (pause.isZero()) {
        while (connections.size() < route.limits().maxConnections()
            && lanes.surplus() > 0
            && !(backoff.onProbation() && unproved > 0)) {
          open();
        }
      } else if (connections.isEmpty()) {
        giveBackAll(backoff.why(), pause);
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBackAll(String why, Duration retryAfter) {
    for (Parcel parcel : lanes.drain()) {
      parcel.finish(new SendResult.NotTried(why, retryAfter));
    }
  }

  private void open() {
    Line line = new Line(backoff.epoch());
    connections.add(line.connection);
    unproved++;
    Thread.ofVirtual().name("smtp-relay-connection").start(line::serve);
  }

  private boolean connectionsEndWithin(Duration time) {
    long left = time.toNanos();
    try {
      while (!connections.isEmpty() && left > 0) {
        left = routeChanged.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return connections.isEmpty();
  }

  private void watchForHangingWrites() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(WATCH_EVERY_NANOS);
      lock.lock();
      try {
        connections.forEach(SmtpConnection::abortIfOverdue);
      } finally {
        lock.unlock();
      }
    }
  }

  private void count(SendResult result) {
    switch (result) {
      case SendResult.Accepted accepted -> sent.increment();
      case SendResult.Refused no -> refused.increment();
      case SendResult.NotTried no -> notTried.increment();
      case SendResult.Uncertain unknown -> uncertain.increment();
    }
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** One connection, and what the relay knows of it. */
  private final class Line implements SmtpConnection.Listener {
    private final long epoch;
    private final SmtpConnection connection = new SmtpConnection(route, checkedTls, lanes, this);
    private boolean proved;

    Line(long epoch) {
      this.epoch = epoch;
    }

    void serve() {
      SmtpConnection.Ending ending = connection.run();
      lock.lock();
      try {
        connections.remove(connection);
        unproved -= proved ? 0 : 1;
        if (ending.fault() != null) {
          settle(ending, ending.fault());
        }
        routeChanged.signalAll();
      } finally {
        lock.unlock();
      }
      dispatch();
    }

    @Override
    public void answered(Parcel parcel, SendResult result) {
      parcel.finish(result);
      if (!proved) {
        lock.lock();
        try {
          proved = true;
          unproved--;
          if (backoff.onProbation()) {
            backoff.succeeded(epoch);
            scoutReturns = nanoTime.getAsLong();
            routeChanged.signalAll();
            LOG.info("SMTP relay {}:{} takes messages again", route.host(), route.port());
          }
        } finally {
          lock.unlock();
        }
        dispatch();
      }
    }

    /** Decides what becomes of the messages a broken connection held. */
    private void settle(SmtpConnection.Ending ending, String fault) {
      if (!ending.warm()) {
        backoff.failed(epoch, fault);
        scoutReturns = nanoTime.getAsLong();
        LOG.warn("{}; no new connection for {} s", fault, backoff.pause().toSeconds());
      }
      Duration pause = backoff.pause();
      Duration retryAfter = pause.isZero() ? RouteBackoff.firstPause() : pause;
      for (Parcel parcel : ending.beforeDot()) {
        // each stale connection is gone now, so a message meets at most as many as there were
        boolean elsewhere = ending.warm() || !connections.isEmpty();
        boolean again = elsewhere && (ending.stale() || parcel.moveOn());
        if (!(again && lanes.putBack(parcel, parcel.realTime()))) {
          parcel.finish(new SendResult.NotTried(fault, retryAfter));
        }
      }
      if (ending.afterDot() != null) {
        ending
            .afterDot()
            .finish(
                new SendResult.Uncertain(fault + "; the message had been handed over", retryAfter));
      }
    }
  }
}
