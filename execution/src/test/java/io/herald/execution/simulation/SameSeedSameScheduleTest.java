package io.herald.execution.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.simulation.Schedule.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A failing seed is worth something only when it fails again. */
@ExtendWith(Quiet.class)
class SameSeedSameScheduleTest {
  @Test
  void aSeedIsReplayedTurnByTurn() {
    for (long seed = 1; seed <= 10; seed++) {
      Result once = Schedule.tell(seed);
      Result again = Schedule.tell(seed);

      assertThat(again.fingerprint()).as("seed %d", seed).isEqualTo(once.fingerprint());
      assertThat(again.story()).isEqualTo(once.story());
      assertThat(once.story()).isNotEmpty();
    }
  }

  @Test
  void anotherSeedIsAnotherSchedule() {
    assertThat(Schedule.run(1).fingerprint()).isNotEqualTo(Schedule.run(2).fingerprint());
  }
}
