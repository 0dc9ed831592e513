package io.herald.bench.torture;

import io.herald.bench.stage.ExecutionProcess;
import io.herald.bench.stage.Program;
import io.herald.bench.stage.Signals;
import io.herald.bench.torture.FaultPlan.FullDisk;
import io.herald.bench.torture.FaultPlan.Kill;
import io.herald.bench.torture.FaultPlan.Moment;
import io.herald.bench.torture.FaultPlan.Pause;
import io.herald.bench.torture.FaultPlan.Target;
import io.herald.bench.torture.FaultPlan.Trouble;
import io.herald.bench.torture.FaultPlan.WrongClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Carries out a plan. Beside it a supervisor, as every installation has one, starts again what
 * ended by itself. {@link #run} is for one thread.
 */
final class Faults implements AutoCloseable {
  /** A member counts as gone two seconds after its last sign of life. */
  private static final Duration UNTIL_TAKE_OVER = Duration.ofMillis(1_900);

  private static final Duration TAKE_OVER = Duration.ofMillis(1_200);
  private static final Duration UNDER_LOAD = Duration.ofMillis(2_500);
  private static final Duration POSTGRES_START = Duration.ofMillis(400);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final World world;
  private final Tally tally = new Tally();
  private final Writer log;
  private final Thread supervisor;
  private long lastExecutionKillNanos = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
  private final List<Thread> troubles = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param log where each fault is written down with its moment
   */
  Faults(World world, Path log) throws IOException {
    this.world = world;
    this.log = Files.newBufferedWriter(log);
    this.supervisor = Thread.ofPlatform().daemon().name("supervisor").start(this::supervise);
  }

  /** What has happened so far. */
  Tally tally() {
    return tally;
  }

  /**
   * Goes through the plan until it is enough.
   *
   * @param kills is told how many there were, after each round
   */
  void run(FaultPlan plan, Options options, IntConsumer kills)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (!options.enough(tally.kills(), Duration.ofNanos(System.nanoTime() - began))) {
      FaultPlan.Round round = plan.next();
      sleepUntil(began + options.nextRound(tally.kills()).toNanos());
      if (round.trouble().isPresent()) {
        begin(round.trouble().get());
      }
      switch (round.kill().target()) {
        case EXECUTION -> killExecution(round.kill());
        case SINK -> killSink(round.kill());
        case POSTGRES -> killPostgres(round.kill());
        case CONTROL -> killControl(round.kill());
      }
      kills.accept(tally.kills());
    }
  }

  // ---- kills ------------------------------------------------------------------------------------

  private void killExecution(Kill kill) throws IOException, InterruptedException {
    List<Program> victims =
        kill.victims().stream()
            .map(world.executions()::get)
            .map(ExecutionProcess::program)
            .toList();
    boolean justKilled = System.nanoTime() - lastExecutionKillNanos < UNTIL_TAKE_OVER.toNanos();
    if (kill.moment() != Moment.UNDER_LOAD && !justKilled) {
      // nothing is starting or left behind at present: first see to that
      for (Program victim : victims) {
        kill(Target.EXECUTION, victim);
      }
      lastExecutionKillNanos = System.nanoTime();
    }
    Program first = victims.getFirst();
    switch (kill.moment()) {
      case STARTING -> sleepUntil(first.begunNanos() + part(kill.fraction(), first.lastStart()));
      case TAKING_OVER -> {
        awaitReady(victims);
        long from = Math.max(System.nanoTime(), lastExecutionKillNanos + UNTIL_TAKE_OVER.toNanos());
        sleepUntil(from + part(kill.fraction(), TAKE_OVER));
      }
      case UNDER_LOAD -> {
        awaitReady(victims);
        sleepUntil(System.nanoTime() + part(kill.fraction(), UNDER_LOAD));
      }
    }
    for (Program victim : victims) {
      kill(Target.EXECUTION, victim, kill.moment());
    }
    lastExecutionKillNanos = System.nanoTime();
  }

  private static void awaitReady(List<Program> programs) throws IOException, InterruptedException {
    for (Program program : programs) {
      program.awaitReadyInAnyLife();
    }
  }

  private void killSink(Kill kill) throws IOException, InterruptedException {
    Program sink = world.sink();
    if (kill.moment() == Moment.STARTING) {
      kill(Target.SINK, sink);
      sleepUntil(sink.begunNanos() + part(kill.fraction(), sink.lastStart()));
    } else {
      sink.awaitReadyInAnyLife();
      sleepUntil(System.nanoTime() + part(kill.fraction(), UNDER_LOAD));
    }
    kill(Target.SINK, sink);
  }

  /** Its guardian starts it again. */
  private void killPostgres(Kill kill) throws IOException, InterruptedException {
    world.awaitPostgres();
    sleepUntil(System.nanoTime() + part(kill.fraction(), UNDER_LOAD));
    killPostgres(Moment.UNDER_LOAD);
    if (kill.moment() == Moment.STARTING) {
      sleepUntil(System.nanoTime() + part(kill.fraction(), POSTGRES_START));
      killPostgres(Moment.STARTING);
    }
  }

  private void killPostgres(Moment moment) throws IOException {
    long pid = world.postgresPid();
    boolean killed =
        ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(Boolean.FALSE);
    if (killed) {
      tally.killed(Target.POSTGRES, moment);
      note("killed PostgreSQL " + pid + " " + moment.words());
    }
  }

  /** Nobody waits for it: it comes back when it does. */
  private void killControl(Kill kill) throws IOException, InterruptedException {
    sleepUntil(System.nanoTime() + part(kill.fraction(), UNDER_LOAD));
    kill(Target.CONTROL, world.control().program());
  }

  private void kill(Target target, Program victim) throws IOException, InterruptedException {
    kill(target, victim, Moment.UNDER_LOAD);
  }

  private void kill(Target target, Program victim, Moment planned)
      throws IOException, InterruptedException {
    Moment moment =
        !victim.isReady()
            ? Moment.STARTING
            : planned == Moment.TAKING_OVER ? Moment.TAKING_OVER : Moment.UNDER_LOAD;
    if (victim.killAndStart(world.startOptions(victim))) {
      tally.killed(target, moment);
      note("killed " + victim.name() + " " + moment.words());
    }
  }

  // ---- troubles ---------------------------------------------------------------------------------

  /** Brings something back to what it was. */
  @FunctionalInterface
  private interface End {
    void run() throws IOException, InterruptedException;
  }

  /** Returns at once: the kill of the round may meet what stands still. */
  private void begin(Trouble trouble) throws IOException, InterruptedException {
    switch (trouble) {
      case Pause pause -> {
        List<Long> paused = Signals.pause(pid(pause));
        if (!paused.isEmpty()) {
          lasts(trouble, "paused " + pause.target().words(), () -> Signals.resume(paused));
        }
      }
      case FullDisk _ -> {
        Optional<SmallDisk> disk = world.disk();
        if (disk.isPresent()) {
          disk.get().fill();
          lasts(trouble, "disk full", disk.get()::free);
        }
      }
      case WrongClock wrong -> {
        Optional<WrongTime> clock = world.clock();
        if (clock.isPresent()) {
          clock.get().step(wrong.ahead());
          lasts(trouble, "clock " + (wrong.ahead() ? "ahead" : "behind"), clock.get()::right);
        }
      }
    }
  }

  private long pid(Pause pause) {
    return switch (pause.target()) {
      case EXECUTION -> world.executions().get(pause.victim()).pid();
      case POSTGRES -> world.postgresPid();
      case SINK -> world.sink().pid();
      case CONTROL -> world.control().program().pid();
    };
  }

  private void lasts(Trouble trouble, String what, End end) throws IOException {
    tally.troubled(what);
    note(what + " for " + trouble.length());
    troubles.add(
        Thread.ofPlatform()
            .name("trouble")
            .start(
                () -> {
                  LockSupport.parkNanos(trouble.length().toNanos());
                  try {
                    end.run();
                    note("no longer " + what);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** Returns when every trouble is over. */
  void awaitEndOfTroubles() throws InterruptedException {
    for (Thread trouble : troubles) {
      trouble.join();
    }
  }

  // ---- supervisor -------------------------------------------------------------------------------

  private void supervise() {
    while (!over) {
      for (Program program : world.programs()) {
        try {
          boolean wasReady = program.isReady();
          OptionalInt status = program.revive(world.startOptions(program));
          if (status.isPresent()) {
            note(
                "%s ended by itself with status %d, %s"
                    .formatted(
                        program.name(),
                        status.getAsInt(),
                        wasReady ? "after it was ready" : "while starting"));
            tally.ended(program.name(), wasReady);
          }
        } catch (IOException e) {
          // the run is over
        }
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void note(String what) throws IOException {
    synchronized (log) {
      log.write(Instant.now() + " " + what + "\n");
      log.flush();
    }
  }

  private static long part(double fraction, Duration whole) {
    return (long) (fraction * whole.toNanos());
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    awaitEndOfTroubles();
    over = true;
    supervisor.join();
    synchronized (log) {
      log.close();
    }
  }
}
