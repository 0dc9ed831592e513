package io.herald.control.publish;

import io.herald.control.design.Author;
import io.herald.control.http.InputCheck;
import io.herald.platform.startstop.Service;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every registered, enabled execution instance up to date (TPL-21, CX-13): one watch each, so
 * that a slow instance does not hold up the others. Safe for use by many threads.
 */
public final class Reconciler implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final PublishStore publications;
  private final WantedData data;
  private final InstanceStore instances;
  private final LinkClient link;
  private final Duration period;
  private final InstantSource clock;

  // held while registrations are read and watches follow them, so that no older reading comes last
  private final ReentrantLock registering = new ReentrantLock();
  // of what is below; never held while anything is waited for
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Running> watches = new HashMap<>();
  private boolean running;

  /** A watch and the thread it runs on. */
  private record Running(InstanceWatch watch, Thread thread) {}

  /**
   * @param link stays the caller's to close
   * @param period between two comparisons with one instance
   */
  public Reconciler(
      PublishStore publications,
      WantedData data,
      InstanceStore instances,
      LinkClient link,
      Duration period,
      InstantSource clock) {
    this.publications = publications;
    this.data = data;
    this.instances = instances;
    this.link = link;
    this.period = period;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "publication reconciler";
  }

  @Override
  public void start() {
    lock.lock();
    try {
      running = true;
    } finally {
      lock.unlock();
    }
    registrationsChanged();
  }

  /** Begins to watch what is newly registered, and ends watching what is not any more. */
  void registrationsChanged() {
    registering.lock();
    try {
      watch(
          instances.enabled().stream()
              .collect(Collectors.toMap(ExecutionInstance::id, instance -> instance)));
    } finally {
      registering.unlock();
    }
  }

  private void watch(Map<Long, ExecutionInstance> wanted) {
    lock.lock();
    try {
      if (!running) {
        return;
      }
      watches
          .values()
          .removeIf(
              there -> {
                ExecutionInstance instance = there.watch().instance();
                boolean changed = !instance.equals(wanted.get(instance.id()));
                if (changed) {
                  there.thread().interrupt();
                }
                return changed;
              });
      wanted
          .values()
          .forEach(instance -> watches.computeIfAbsent(instance.id(), _ -> watch(instance)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Registers an instance, or gives the one of this name another address; repeating the call
   * changes nothing.
   *
   * @throws IllegalArgumentException when name or address are not of the form the API takes
   */
  public void register(String name, URI url) {
    InputCheck check = new InputCheck();
    InstanceRequest.Registration wanted =
        new InstanceRequest(name, null, url.toString(), true)
            .read(check, null)
            .orElseThrow(() -> new IllegalArgumentException(check.findings().toString()));
    Author author = new Author("configuration", clock.instant());
    if (instances.register(wanted.name(), wanted.label(), wanted.url(), true, author).isEmpty()) {
      instances.change(wanted.name(), wanted.label(), wanted.url(), true, author);
    }
    registrationsChanged();
  }

  private Running watch(ExecutionInstance instance) {
    InstanceWatch watch =
        new InstanceWatch(
            instance, new Comparison(publications, data, link), instances, period, clock);
    return new Running(watch, Thread.ofVirtual().name("watch of " + instance.name()).start(watch));
  }

  /**
   * Carries what was just stated to every instance, and says whether all of them have it. Those
   * that have not get it as soon as they can.
   *
   * @param stated template to the version that should be live; empty: none
   * @param within how long to wait at most
   * @return false also when there is no instance at all
   */
  public boolean carried(Map<String, Optional<Integer>> stated, Duration within)
      throws InterruptedException {
    Map<String, Contact> contacts = compareAll(within);
    return !contacts.isEmpty()
        && contacts.values().stream().allMatch(contact -> contact.has(stated));
  }

  /**
   * Compares every instance now, and waits until each has what it should have or has said why not.
   *
   * @param within how long to wait at most; what is not carried by then is as soon as it can be
   */
  public void carry(Duration within) throws InterruptedException {
    compareAll(within);
  }

  /**
   * Compares every instance now and waits for the outcome.
   *
   * @param within how long to wait at most
   * @return instance name to what was found; one that has not answered in time has a contact that
   *     says so
   */
  Map<String, Contact> compareAll(Duration within) throws InterruptedException {
    Map<String, CompletableFuture<Contact>> asked = new TreeMap<>();
    lock.lock();
    try {
      watches
          .values()
          .forEach(there -> asked.put(there.watch().instance().name(), there.watch().compareNow()));
    } finally {
      lock.unlock();
    }
    long deadline = System.nanoTime() + within.toNanos();
    Map<String, Contact> contacts = new TreeMap<>();
    for (Map.Entry<String, CompletableFuture<Contact>> ask : asked.entrySet()) {
      contacts.put(ask.getKey(), await(ask.getValue(), deadline - System.nanoTime()));
    }
    return contacts;
  }

  private static Contact await(CompletableFuture<Contact> contact, long nanos)
      throws InterruptedException {
    try {
      return contact.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return Contact.failed("it has not answered yet");
    } catch (ExecutionException e) {
      // a watch completes with a contact only
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    Map<Long, Running> ending;
    lock.lock();
    try {
      running = false;
      ending = Map.copyOf(watches);
      watches.clear();
    } finally {
      lock.unlock();
    }
    ending.values().forEach(there -> there.thread().interrupt());
    long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    try {
      for (Running there : ending.values()) {
        Duration left = Duration.ofNanos(Math.max(deadline - System.nanoTime(), 1));
        if (!there.thread().join(left)) {
          LOG.warn("The watch of {} did not end in time", there.watch().instance().name());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
