package io.herald.bench.torture;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Who is killed when. The same seed gives the same plan; what exactly a process is doing at that
 * moment depends on the machine as well. Used by one thread.
 */
final class KillPlan {
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
   * One round.
   *
   * @param victims the processes to kill, by number from 0
   * @param moment what they are about to do
   * @param fraction how far into that moment, 0 to 1
   */
  record Round(List<Integer> victims, Moment moment, double fraction) {}

  private final SplittableRandom random;
  private final int processes;

  KillPlan(long seed, int processes) {
    this.random = new SplittableRandom(seed);
    this.processes = processes;
  }

  /** The next round: half of them under load, a quarter each in the two delicate moments. */
  Round next() {
    Moment moment =
        switch (random.nextInt(4)) {
          case 0 -> Moment.STARTING;
          case 1 -> Moment.TAKING_OVER;
          default -> Moment.UNDER_LOAD;
        };
    return new Round(victims(), moment, random.nextDouble());
  }

  /** One of them; of two, both at once now and then. */
  private List<Integer> victims() {
    boolean all = processes > 1 && random.nextInt(5) == 0;
    int one = random.nextInt(processes);
    return all ? List.of(0, 1) : List.of(one);
  }
}
