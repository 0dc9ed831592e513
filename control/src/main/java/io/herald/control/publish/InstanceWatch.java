package io.herald.control.publish;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one execution instance up to date until it is interrupted: a comparison, a pause, and so
 * on; whoever publishes ends the pause. After a failure the pauses double, up to five periods.
 */
final class InstanceWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceWatch.class);
  private static final int LONGEST_PAUSE_PERIODS = 5;

  private final ExecutionInstance instance;
  private final Comparison comparison;
  private final InstanceStore store;
  private final Duration period;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  // whoever waits for the end of a comparison that has not begun yet
  private @Nullable CompletableFuture<Contact> waiting;

  // only the running thread uses these
  private @Nullable Contact recorded;
  private int failures;

  InstanceWatch(
      ExecutionInstance instance,
      Comparison comparison,
      InstanceStore store,
      Duration period,
      InstantSource clock) {
    this.instance = instance;
    this.comparison = comparison;
    this.store = store;
    this.period = period;
    this.clock = clock;
  }

  ExecutionInstance instance() {
    return instance;
  }

  /** Asks for a comparison that begins after now; completes at its end. */
  CompletableFuture<Contact> compareNow() {
    lock.lock();
    try {
      if (waiting == null) {
        waiting = new CompletableFuture<>();
        asked.signal();
      }
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    @Nullable CompletableFuture<Contact> served = null;
    try {
      while (true) {
        served = takeWaiting();
        Contact contact = compare();
        answer(served, contact);
        failures = contact.upToDate() ? 0 : failures + 1;
        pause();
      }
    } catch (InterruptedException _) {
      Contact ended = Contact.failed("control stopped watching it; it is compared again later");
      answer(served, ended);
      answer(takeWaiting(), ended);
    }
  }

  private static void answer(@Nullable CompletableFuture<Contact> waiter, Contact contact) {
    if (waiter != null) {
      waiter.complete(contact);
    }
  }

  private @Nullable CompletableFuture<Contact> takeWaiting() {
    lock.lock();
    try {
      @Nullable CompletableFuture<Contact> taken = waiting;
      waiting = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever goes wrong becomes a contact: the watch goes on. */
  private Contact compare() throws InterruptedException {
    Contact contact;
    try {
      contact = comparison.with(instance);
    } catch (RuntimeException e) {
      LOG.warn("Comparing execution instance {} failed", instance.name(), e);
      return Contact.failed("control could not compare; its log has the reason");
    }
    try {
      record(contact);
    } catch (RuntimeException e) {
      LOG.warn("What execution instance {} has could not be recorded", instance.name(), e);
      recorded = null;
    }
    return contact;
  }

  private void record(Contact contact) {
    @Nullable Contact before = recorded;
    logChange(before, contact);
    @Nullable Map<String, Standing> live = contact.live();
    @Nullable Integer instanceId = contact.instanceId();
    if (live == null || instanceId == null) {
      if (!contact.equals(before)) {
        store.recordFailure(
            instance.id(), Objects.requireNonNullElse(contact.trouble(), "unknown"));
      }
    } else if (contact.equals(before)) {
      store.recordContact(instance.id(), clock.instant());
    } else {
      store.recordState(instance.id(), instanceId, live, contact.trouble(), clock.instant());
    }
    recorded = contact;
  }

  private void logChange(@Nullable Contact before, Contact now) {
    @Nullable String old = before == null ? null : before.trouble();
    if (Objects.equals(old, now.trouble())) {
      return;
    }
    if (now.trouble() == null) {
      LOG.info("Execution instance {} is up to date again", instance.name());
    } else {
      LOG.warn("Execution instance {} is not up to date: {}", instance.name(), now.trouble());
    }
  }

  private void pause() throws InterruptedException {
    int doublings = Math.min(Math.max(failures - 1, 0), 3);
    int periods = Math.min(1 << doublings, LONGEST_PAUSE_PERIODS);
    long nanos = period.multipliedBy(periods).toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting == null && nanos > 0) {
        nanos = asked.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
