package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page and the JSON say of growth, cells and memory. */
class SectionsTest {
  @Test
  void aGrownInstanceStandsBesideTheEmptyOneOfTheSameTurnsWithTheRatios() {
    GrowthSection section =
        new GrowthSection(
            List.of(
                new GrowthSection.Row.Measured(
                    "stored1M",
                    "1 million stored events",
                    new SideBySide.Pair(
                        new SideBySide.Figures(4_000, 10, 400),
                        new SideBySide.Figures(3_000, 12, 440)))));

    assertThat(section.text())
        .contains(
            "| 1 million stored events | 3,000 | 4,000 | 0.75 | 12.0 | 10.0 | 1.20 | 440 | 400 | 1.10 |");
    assertThat(section.figures())
        .containsOnly(
            entry("growth.stored1M.perSecond", 3_000.0),
            entry("growth.stored1M.perSecondVsEmpty", 0.75),
            entry("growth.stored1M.acceptP99Ms", 12.0),
            entry("growth.stored1M.acceptP99VsEmpty", 1.2),
            entry("growth.stored1M.cpuMicrosPerEvent", 440.0),
            entry("growth.stored1M.cpuVsEmpty", 1.1));
  }

  @Test
  void whatCouldNotBeMeasuredIsSaidSoAndHasNoFigures() {
    GrowthSection section =
        new GrowthSection(
            List.of(
                new GrowthSection.Row.LeftOut("100 million stored events", "it needs 400 GiB")));

    assertThat(section.text()).contains("| 100 million stored events | not measured: it needs");
    assertThat(section.figures()).isEmpty();
  }

  @Test
  void severalCellsAreComparedWithOne() {
    Cells cells = new Cells(400, List.of(500.0, 505.0, 550.0));

    assertThat(cells.text()).contains("| 3 | 1,200 | 550 | 1.10 |");
    assertThat(cells.figures())
        .containsEntry("cells.1.cpuMicrosPerEvent", 500.0)
        .containsEntry("cells.2.vsOne", 1.01)
        .containsEntry("cells.3.vsOne", 1.1);
  }

  @Test
  void memoryIsComparedUnderLoadAndNotWithTheMomentBeforeIt() {
    HeapOverTime memory =
        new HeapOverTime(
            2_000,
            List.of(
                new HeapOverTime.Sample(Duration.ZERO, 30, 100, 400),
                new HeapOverTime.Sample(Duration.ofSeconds(60), 60, 200, 500),
                new HeapOverTime.Sample(Duration.ofSeconds(120), 61, 180, 510)));

    assertThat(memory.text()).contains("| 120 s | 61 | 180 | 510 |");
    assertThat(memory.figures())
        .containsOnly(
            entry("memory.seconds", 120L),
            entry("memory.liveFirstMb", 60L),
            entry("memory.liveLastMb", 61L),
            entry("memory.heapMostMb", 200L),
            entry("memory.processMostMb", 510L));
  }
}
