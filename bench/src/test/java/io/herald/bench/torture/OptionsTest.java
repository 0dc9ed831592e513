package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./herald torture} makes of its command line. */
class OptionsTest {
  @Test
  void without_a_word_it_is_two_hundred_rounds() {
    Options options = understood("");

    assertThat(options.enough(199, Duration.ofHours(9))).isFalse();
    assertThat(options.enough(200, Duration.ZERO)).isTrue();
  }

  @Test
  void minutes_alone_end_it_however_many_rounds_there_were() {
    Options options = understood("--minutes 2");

    assertThat(options.enough(100_000, Duration.ofSeconds(119))).isFalse();
    assertThat(options.enough(0, Duration.ofMinutes(2))).isTrue();
    assertThat(options.nextRound(50)).isZero();
  }

  @Test
  void rounds_and_minutes_spread_the_rounds_over_the_minutes() {
    Options options = understood("--rounds 1000 --minutes 50");

    assertThat(options.nextRound(0)).isZero();
    assertThat(options.nextRound(500)).isEqualTo(Duration.ofMinutes(25));
    assertThat(options.enough(1_000, Duration.ofMinutes(40))).isTrue();
    assertThat(options.enough(999, Duration.ofMinutes(50))).isTrue();
    assertThat(options.enough(999, Duration.ofMinutes(49))).isFalse();
  }

  @Test
  void the_command_to_do_it_again_is_understood_and_means_the_same() {
    for (String words :
        List.of(
            "--seed 42",
            "--minutes 3 --rate 10",
            "--rounds 5 --minutes 1 --processes 1",
            "--wrong-clock 1")) {
      Options options = understood(words);
      assertThat(understood(options.again().replace("./herald torture", ""))).isEqualTo(options);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--minutes 0",
        "--rounds x",
        "--processes 3",
        "--rate",
        "--fast 1",
        "--seed 1 --seed 2"
      })
  void what_is_not_understood_is_refused_with_the_flag_it_is_about(String words) {
    assertThat(read(words))
        .isInstanceOfSatisfying(
            Options.Reading.Refused.class,
            refused -> assertThat(refused.message()).contains(words.split(" ")[0]));
  }

  private static Options understood(String words) {
    return ((Options.Reading.Understood) read(words)).options();
  }

  private static Options.Reading read(String words) {
    return Options.read(
        Stream.concat(
                Stream.of("--server", "jars"),
                Stream.of(words.strip().split(" +")).filter(word -> !word.isEmpty()))
            .toList(),
        7);
  }
}
