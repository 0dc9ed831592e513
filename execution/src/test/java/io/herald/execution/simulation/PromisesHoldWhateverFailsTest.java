package io.herald.execution.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.herald.execution.simulation.Schedule.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The promises of docs/guide/promises.md (EV-3, EV-13, EV-20, EV-60, API-9) in schedules of
 * crashes, pauses, database faults and provider moods, each from one seed. {@code
 * -Dsimulation.schedules} says how many, {@code -Dsimulation.seed} which is the first.
 */
@ExtendWith(Quiet.class)
class PromisesHoldWhateverFailsTest {
  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 250);
  private static final long FIRST = Long.getLong("simulation.seed", 1);
  private static final int ENOUGH_BROKEN = 5;
  private static final Path STORIES = Path.of("target", "simulation");

  @Test
  void everyAcceptedEventEndsOnceAndIsSentAsItsTrailSays() throws Exception {
    List<Result> results = new ArrayList<>();
    List<Result> broken = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + SCHEDULES && broken.size() < ENOUGH_BROKEN; seed++) {
      Result result = Schedule.run(seed);
      results.add(result);
      if (!result.violations().isEmpty()) {
        broken.add(result);
      }
    }
    if (!broken.isEmpty()) {
      fail(complaint(results.size(), broken));
    }
    // a simulation in which nothing happens keeps every promise
    assertThat(results.stream().mapToInt(Result::copies).sum()).isGreaterThanOrEqualTo(SCHEDULES);
  }

  private static String complaint(int run, List<Result> broken) throws IOException {
    Result shortest = broken.stream().min(Comparator.comparingInt(Result::events)).orElseThrow();
    Path story = STORIES.resolve("seed-" + shortest.seed() + ".txt");
    Files.createDirectories(STORIES);
    Files.write(story, Schedule.tell(shortest.seed()).story());
    return """
        %d of %d schedules broke a promise: seeds %s
        seed %d: %s
        its story is in %s; again: -Dsimulation.seed=%d -Dsimulation.schedules=1"""
        .formatted(
            broken.size(),
            run,
            broken.stream().map(Result::seed).toList(),
            shortest.seed(),
            String.join("\n  ", shortest.violations()),
            story.toAbsolutePath(),
            shortest.seed());
  }
}
