package io.herald.bench.torture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What goes wrong when. The same seed gives the same plan; what exactly a process is doing at that
 * moment depends on the machine as well. Used by one thread.
 */
final class FaultPlan {
  /** What is hurt. */
  enum Target {
    EXECUTION("execution"),
    SINK("mail sink"),
    POSTGRES("PostgreSQL"),
    CONTROL("control");

    private final String words;

    Target(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What a killed process is about to do. */
  enum Moment {
    /** Between its start and being ready. */
    STARTING("while starting"),
    /** When what the last kill left is being taken over, by the restarted or the other process. */
    TAKING_OVER("while taking over"),
    /** Some time after it is ready. */
    UNDER_LOAD("under load");

    private final String words;

    Moment(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A SIGKILL.
   *
   * @param victims which of the execution processes, by number from 0; of the others there is one
   * @param moment what they are about to do
   * @param fraction how far into that moment, 0 to 1
   */
  record Kill(Target target, List<Integer> victims, Moment moment, double fraction) {}

  /**
   * A SIGSTOP, and a SIGCONT some time later.
   *
   * @param victim which of the execution processes; of the others there is one
   * @param length longer than a process may be silent before it counts as dead, or shorter
   */
  record Pause(Target target, int victim, Duration length) implements Trouble {}

  /** The disk of PostgreSQL is full for a while. */
  record FullDisk(Duration length) implements Trouble {}

  /** The clock of one execution process is wrong by hours for a while, and right again. */
  record WrongClock(boolean ahead, Duration length) implements Trouble {}

  /** What lasts, and may be under way when something is killed. */
  sealed interface Trouble {
    Duration length();
  }

  /** A kill, and now and then a trouble that begins before it. */
  record Round(Optional<Trouble> trouble, Kill kill) {}

  private static final int A_TROUBLE_IN_ROUNDS = 8;
  private static final int SHORTEST_MILLIS = 500;
  private static final int LONGEST_MILLIS = 5_000;

  private final SplittableRandom random;
  private final int processes;

  FaultPlan(long seed, int processes) {
    this.random = new SplittableRandom(seed);
    this.processes = processes;
  }

  /** The next round. */
  Round next() {
    Optional<Trouble> trouble =
        random.nextInt(A_TROUBLE_IN_ROUNDS) == 0 ? Optional.of(trouble()) : Optional.empty();
    return new Round(trouble, kill());
  }

  private Trouble trouble() {
    Duration length = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    int dice = random.nextInt(20);
    if (dice < 10) {
      return new Pause(Target.EXECUTION, random.nextInt(processes), length);
    }
    if (dice < 16) {
      return new Pause(dice < 13 ? Target.POSTGRES : Target.SINK, 0, length);
    }
    return dice < 18 ? new FullDisk(length) : new WrongClock(random.nextBoolean(), length);
  }

  /** Of the execution processes half under load, a quarter each in the two delicate moments. */
  private Kill kill() {
    int dice = random.nextInt(20);
    if (dice < 8) {
      Moment moment =
          switch (random.nextInt(4)) {
            case 0 -> Moment.STARTING;
            case 1 -> Moment.TAKING_OVER;
            default -> Moment.UNDER_LOAD;
          };
      return new Kill(Target.EXECUTION, victims(), moment, random.nextDouble());
    }
    Target target = dice < 13 ? Target.SINK : dice < 17 ? Target.POSTGRES : Target.CONTROL;
    Moment moment =
        target != Target.CONTROL && random.nextInt(4) == 0 ? Moment.STARTING : Moment.UNDER_LOAD;
    return new Kill(target, List.of(0), moment, random.nextDouble());
  }

  /** One of them; of two, both at once now and then. */
  private List<Integer> victims() {
    boolean all = processes > 1 && random.nextInt(5) == 0;
    int one = random.nextInt(processes);
    return all ? List.of(0, 1) : List.of(one);
  }
}
