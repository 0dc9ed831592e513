package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.torture.FaultPlan.Moment;
import io.herald.bench.torture.FaultPlan.Round;
import io.herald.bench.torture.FaultPlan.Target;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is hurt when comes from the seed alone, and leaves nothing out. */
class FaultPlanTest {
  private static final int ROUNDS = 1_000;

  @Test
  void the_same_seed_gives_the_same_plan() {
    assertThat(plan(7, 2)).isEqualTo(plan(7, 2));
    assertThat(plan(7, 2)).isNotEqualTo(plan(8, 2));
  }

  @Test
  void a_thousand_rounds_kill_everything_in_its_share() {
    var kills =
        plan(1, 2).stream()
            .map(round -> round.kill().target())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(kills.get(Target.EXECUTION)).isBetween(350L, 450L);
    assertThat(kills.get(Target.SINK)).isBetween(200L, 300L);
    assertThat(kills.get(Target.POSTGRES)).isBetween(150L, 250L);
    assertThat(kills.get(Target.CONTROL)).isBetween(100L, 200L);
  }

  @Test
  void execution_is_killed_at_each_moment_one_process_or_both() {
    List<FaultPlan.Kill> kills =
        plan(1, 2).stream()
            .map(Round::kill)
            .filter(kill -> kill.target() == Target.EXECUTION)
            .toList();

    assertThat(kills).extracting(FaultPlan.Kill::moment).contains(Moment.values());
    assertThat(kills)
        .extracting(FaultPlan.Kill::victims)
        .contains(List.of(0), List.of(1), List.of(0, 1));
  }

  @Test
  void with_one_process_there_is_only_that_one() {
    assertThat(plan(1, 1)).extracting(round -> round.kill().victims()).containsOnly(List.of(0));
  }

  @Test
  void something_is_paused_now_and_then_shorter_and_longer_than_a_process_may_be_silent() {
    List<FaultPlan.Pause> pauses = troubles(FaultPlan.Pause.class).toList();

    assertThat(pauses)
        .extracting(FaultPlan.Pause::target)
        .contains(Target.EXECUTION, Target.POSTGRES, Target.SINK);
    assertThat(pauses).anyMatch(pause -> pause.length().toMillis() < 2_000);
    assertThat(pauses).anyMatch(pause -> pause.length().toMillis() > 3_000);
  }

  @Test
  void the_disk_is_full_and_the_clock_wrong_now_and_then() {
    assertThat(troubles(FaultPlan.FullDisk.class)).isNotEmpty();
    assertThat(troubles(FaultPlan.WrongClock.class))
        .extracting(FaultPlan.WrongClock::ahead)
        .contains(true, false);
  }

  private static <T> Stream<T> troubles(Class<T> kind) {
    return plan(1, 2).stream()
        .flatMap(round -> round.trouble().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static List<Round> plan(long seed, int processes) {
    FaultPlan plan = new FaultPlan(seed, processes);
    return Stream.generate(plan::next).limit(ROUNDS).toList();
  }
}
