package io.herald.bench.torture;

import io.herald.bench.stage.Answer;
import io.herald.bench.stage.Caller;
import io.herald.bench.stage.Door;
import io.herald.bench.stage.Doors;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Callers that push all the time, also while nobody listens: real-time and batch, one event and
 * several, at once and scheduled, through all doors. Some hang up before the answer. An event is
 * pushed once, whatever the answer; only one with an idempotency key is pushed again when there was
 * none. Safe for use by many threads.
 */
final class Load {
  private static final int CALLERS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_TOGETHER = 50;
  private static final int ONE_IN_SO_MANY_HANGS_UP = 50;
  private static final int ONE_IN_SO_MANY_IS_SCHEDULED = 10;
  private static final int ASKED_AGAIN_AT_MOST = 20;
  private static final long PAUSE_MILLIS = 100;

  /** Callers that were held up catch up this much, not more. */
  private static final long LONGEST_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

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
  Load(Doors doors, List<URI> processes, Answers answers, int rate) {
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
      callers.add(Thread.ofVirtual().name("caller-" + i).start(() -> new OneCaller(own).run()));
    }
  }

  /** Pushes no more; returns when every call under way was answered or given up. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread caller : callers) {
      caller.join();
    }
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

  /** Ways in, and how often each is taken. */
  private enum Kind {
    REST(5, 1),
    REAL_TIME(2, 1),
    REAL_TIME_SEVERAL(1, 10),
    BATCH(2, 1),
    BATCH_SEVERAL(3, MOST_TOGETHER),
    NATIVE(4, 1),
    NATIVE_SEVERAL(2, MOST_TOGETHER);

    private static final int ALL = 19;

    private final int share;
    private final int most;

    Kind(int share, int most) {
      this.share = share;
      this.most = most;
    }

    static Kind any(SplittableRandom random) {
      int dice = random.nextInt(ALL);
      for (Kind kind : values()) {
        dice -= kind.share;
        if (dice < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("the shares are " + ALL);
    }

    Door of(Doors doors) {
      return switch (this) {
        case REST -> doors.rest();
        case REAL_TIME, REAL_TIME_SEVERAL -> doors.realTime();
        case BATCH, BATCH_SEVERAL -> doors.batch();
        case NATIVE -> doors.realTimeNative();
        case NATIVE_SEVERAL -> doors.batchNative();
      };
    }
  }

  /** One of them; keeps its connection as long as it holds, then tries any of the processes. */
  private final class OneCaller {
    private final SplittableRandom random;
    private @Nullable Caller connection;

    OneCaller(SplittableRandom random) {
      this.random = random;
    }

    void run() {
      while (!stopping) {
        Kind kind = Kind.any(random);
        List<Door.Pushed> events = events(kind);
        awaitTurn(events.size());
        Door door = kind.of(doors);
        Answer answer =
            random.nextInt(ONE_IN_SO_MANY_HANGS_UP) == 0
                ? hangUp(door.call(events))
                : push(door, events);
        if (kind == Kind.NATIVE || kind == Kind.NATIVE_SEVERAL) {
          answer = insist(door, events, answer);
        }
        answers.note(events, answer);
      }
      disconnect();
    }

    private List<Door.Pushed> events(Kind kind) {
      int count = kind.most == 1 ? 1 : random.nextInt(2, kind.most + 1);
      List<Door.Pushed> events = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        boolean later = random.nextInt(ONE_IN_SO_MANY_IS_SCHEDULED) == 0;
        Instant scheduled =
            Instant.now().plusMillis(1000 + random.nextInt(2000)).truncatedTo(ChronoUnit.MILLIS);
        events.add(new Door.Pushed(nextNumber.getAndIncrement(), later ? scheduled : null));
      }
      return events;
    }

    /** Asks again, as a caller with an idempotency key can: the events must be stored once. */
    private Answer insist(Door door, List<Door.Pushed> events, Answer first) {
      Answer answer = first;
      for (int i = 0; i < ASKED_AGAIN_AT_MOST && unknown(answer) && !stopping; i++) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        answers.askAgain(events);
        Answer next = push(door, events);
        // that nobody listens now does not tell what became of the call before
        answer = next instanceof Answer.NotReached ? answer : next;
      }
      return answer;
    }

    private static boolean unknown(Answer answer) {
      return answer instanceof Answer.Silence || answer instanceof Answer.HungUp;
    }

    private Answer push(Door door, List<Door.Pushed> events) {
      try {
        Caller caller = connect();
        try {
          Caller.Reply reply = caller.post(door.call(events));
          return door.read(reply.status(), reply.body(), events.size());
        } catch (IOException e) {
          disconnect();
          return new Answer.Silence();
        }
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        return new Answer.NotReached();
      }
    }

    private Answer hangUp(Door.Call call) {
      try {
        connect().ask(call);
        return new Answer.HungUp();
      } catch (IOException e) {
        return connection == null ? new Answer.NotReached() : new Answer.Silence();
      } finally {
        disconnect();
      }
    }

    private Caller connect() throws IOException {
      Caller open = connection;
      if (open == null) {
        open = new Caller(processes.get(random.nextInt(processes.size())), PATIENCE);
        connection = open;
      }
      return open;
    }

    private void disconnect() {
      if (connection != null) {
        try {
          connection.close();
        } catch (IOException e) {
          // it is broken, and given up
        }
        connection = null;
      }
    }
  }
}
