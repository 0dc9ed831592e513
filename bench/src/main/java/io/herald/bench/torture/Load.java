package io.herald.bench.torture;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.Doors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that push all the time, also while nobody listens: real-time and batch, one event and
 * several, at once and scheduled, through both doors. Each event is pushed once, whatever the
 * answer. Safe for use by many threads.
 */
final class Load {
  private static final int CALLERS = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int EVENTS_TOGETHER = 5;

  /** Callers that were held up catch up this much, not more. */
  private static final long LONGEST_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpClient client;
  private final Doors doors;
  private final List<URI> processes;
  private final Answers answers;
  private final long nanosPerEvent;
  private final AtomicLong nextSlot = new AtomicLong();
  private final AtomicLong nextNumber = new AtomicLong(1);
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param rate events per second, all callers together
   */
  Load(HttpClient client, Doors doors, List<URI> processes, Answers answers, int rate) {
    this.client = client;
    this.doors = doors;
    this.processes = processes;
    this.answers = answers;
    this.nanosPerEvent = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  /** Begins to push. */
  void start(SplittableRandom random) {
    nextSlot.set(System.nanoTime());
    for (int i = 0; i < CALLERS; i++) {
      SplittableRandom own = random.split();
      callers.add(Thread.ofVirtual().name("caller-" + i).start(() -> pushOn(own)));
    }
  }

  /** Pushes no more; returns when every call under way was answered or given up. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void pushOn(SplittableRandom random) {
    while (!stopping) {
      Call call = call(random);
      awaitTurn(call.events().size());
      answers.note(call.events(), push(call));
    }
  }

  private record Call(Door door, URI process, List<Door.Pushed> events) {}

  private Call call(SplittableRandom random) {
    int kind = random.nextInt(10);
    Door door = kind < 4 ? doors.rest() : kind < 7 ? doors.realTime() : doors.batch();
    boolean several = kind == 6 || kind == 9;
    List<Door.Pushed> events = new ArrayList<>();
    for (int i = 0; i < (several ? EVENTS_TOGETHER : 1); i++) {
      Instant scheduled =
          Instant.now().plusMillis(1000 + random.nextInt(2000)).truncatedTo(ChronoUnit.MILLIS);
      boolean later = random.nextInt(5) == 0;
      events.add(
          later
              ? new Door.Pushed(nextNumber.getAndIncrement(), scheduled)
              : new Door.Pushed(nextNumber.getAndIncrement(), null));
    }
    return new Call(door, processes.get(random.nextInt(processes.size())), events);
  }

  private void awaitTurn(int events) {
    long now = System.nanoTime();
    long turn =
        nextSlot.getAndUpdate(
            slot -> Math.max(slot - now, -LONGEST_LAG_NANOS) + now + events * nanosPerEvent);
    while (turn - System.nanoTime() > 0 && !stopping) {
      LockSupport.parkNanos(turn - System.nanoTime());
    }
  }

  private Answer push(Call call) {
    Door.Call push = call.door().call(call.events());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.process().resolve(push.path()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(push.body()));
    push.headers().forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return call.door().read(response.statusCode(), response.body(), call.events().size());
    } catch (ConnectException e) {
      return new Answer.NotReached();
    } catch (IOException e) {
      return new Answer.Silence();
    } catch (InterruptedException e) {
      stopping = true;
      return new Answer.Silence();
    }
  }

  /** A client for calls to processes that come and go. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }
}
