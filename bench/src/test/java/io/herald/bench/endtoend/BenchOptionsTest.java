package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./herald bench} makes of its command line. */
class BenchOptionsTest {
  @Test
  void onlyAFullRunChangesThePageThatIsPartOfTheProject() {
    assertThat(understood().results()).isEqualTo(Path.of("/herald/bench/RESULTS.md"));
    assertThat(understood("--quick").results())
        .isEqualTo(Path.of("/herald/target/bench/RESULTS.md"));
    assertThat(understood("--alone").results())
        .isEqualTo(Path.of("/herald/target/bench/RESULTS.md"));
    assertThat(understood("--full-growth").fullGrowth()).isTrue();
    assertThat(understood("--json", "b.json").json()).isEqualTo(Path.of("b.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--fast", "--json", "quick", ""})
  void whatIsNotUnderstoodIsRefusedWithTheUsage(String word) {
    assertThat(read(word))
        .isInstanceOfSatisfying(
            BenchOptions.Reading.Refused.class,
            refused -> assertThat(refused.message()).contains(word, "--quick", "--json FILE"));
  }

  private static BenchOptions understood(String... words) {
    return switch (read(words)) {
      case BenchOptions.Reading.Understood(BenchOptions options) -> options;
      case BenchOptions.Reading.Refused(String message) -> throw new AssertionError(message);
    };
  }

  private static BenchOptions.Reading read(String... words) {
    return BenchOptions.read(
        Stream.concat(Stream.of("/jars", "/herald"), Stream.of(words)).toList());
  }
}
