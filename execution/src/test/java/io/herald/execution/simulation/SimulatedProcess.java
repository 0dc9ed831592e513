package io.herald.execution.simulation;

import io.herald.platform.startstop.Threads;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;

/**
 * An operating system's process: its threads go on when the {@link World} gives them a turn, not
 * while it is paused, and never again once it is dead. Nothing of it is told of its end.
 *
 * <p>Its threads are virtual threads on a scheduler of ours, so that whatever waits for another
 * thread, be it a lock, a future or a queue, is the product's own code and runs unchanged. A
 * virtual thread's scheduler can be chosen only by opening {@code java.lang}.
 */
final class SimulatedProcess implements Threads {
  private static final Field SCHEDULER = scheduler();

  private final World world;
  private final String name;
  private final Executor turns = this::execute;
  private final List<Runnable> heldUp = new ArrayList<>();
  private boolean paused;
  private boolean dead;

  SimulatedProcess(World world, String name) {
    this.world = world;
    this.name = name;
  }

  private static Field scheduler() {
    try {
      Field field = Thread.ofVirtual().getClass().getDeclaredField("scheduler");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "simulations need the option --add-opens java.base/java.lang=ALL-UNNAMED", e);
    }
  }

  String name() {
    return name;
  }

  boolean dead() {
    return dead;
  }

  boolean paused() {
    return paused;
  }

  /** As by SIGKILL. */
  void kill() {
    dead = true;
    heldUp.clear();
  }

  /** As by SIGSTOP. */
  void pause() {
    paused = true;
  }

  /** As by SIGCONT. */
  void goOn() {
    paused = false;
    heldUp.forEach(world::ready);
    heldUp.clear();
  }

  /** Begins something in this process. */
  void begin(String what, Runnable work) {
    unstarted(what, work).start();
  }

  private void execute(Runnable turn) {
    if (!dead) {
      world.ready(() -> take(turn));
    }
  }

  private void take(Runnable turn) {
    if (paused) {
      heldUp.add(() -> take(turn));
    } else if (!dead) {
      turn.run();
    }
  }

  private Thread.Builder.OfVirtual virtual() {
    try {
      Thread.Builder.OfVirtual builder = Thread.ofVirtual();
      SCHEDULER.set(builder, turns);
      return builder;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Thread unstarted(String thread, Runnable work) {
    return virtual().name(name + " " + thread).unstarted(work);
  }

  @Override
  public ExecutorService onePerTask(String prefix) {
    return Executors.newThreadPerTaskExecutor(virtual().name(prefix, 0).factory());
  }

  @Override
  public long nanoTime() {
    return world.nanos();
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    Thread thread = Thread.currentThread();
    boolean[] over = {false};
    World.Alarm alarm =
        world.after(
            time,
            () -> {
              over[0] = true;
              LockSupport.unpark(thread);
            });
    while (!over[0]) {
      LockSupport.park();
      if (Thread.interrupted()) {
        alarm.cancel();
        throw new InterruptedException();
      }
    }
  }

  @Override
  public boolean tryAcquire(Semaphore permits, Duration atMost) throws InterruptedException {
    return permits.tryAcquire()
        || within(atMost, permits::acquire)
        || permits.tryAcquire(); // released at the last moment
  }

  @Override
  public Duration await(Condition changed, Duration atMost) throws InterruptedException {
    long end = world.nanos() + atMost.toNanos();
    return within(atMost, changed::await)
        ? Duration.ofNanos(end - world.nanos())
        : Duration.ofNanos(-1);
  }

  private interface Wait {
    void untilItIsThere() throws InterruptedException;
  }

  /** Ends a wait that knows no time by interrupting it; false when that happened. */
  private boolean within(Duration atMost, Wait wait) throws InterruptedException {
    Thread thread = Thread.currentThread();
    boolean[] over = {false};
    World.Alarm alarm =
        world.after(
            atMost,
            () -> {
              over[0] = true;
              thread.interrupt();
            });
    try {
      wait.untilItIsThere();
      if (over[0]) {
        Thread.interrupted(); // it came at the very moment at which the time was over
      }
      return true;
    } catch (InterruptedException e) {
      if (over[0]) {
        return false;
      }
      throw e;
    } finally {
      alarm.cancel();
    }
  }
}
