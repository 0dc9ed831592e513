package io.herald.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Guessing what somebody meant. */
class NearestTest {
  private static final List<String> WORDS = List.of("demo", "standalone", "control", "execution");

  @Test
  void findsTheWordWithTheFewestChanges() {
    assertThat(Nearest.to("dmeo", WORDS)).contains("demo");
    assertThat(Nearest.to("stand-alone", WORDS)).contains("standalone");
    assertThat(Nearest.to("executor", WORDS)).contains("execution");
  }

  @Test
  void doesNotGuessWildly() {
    assertThat(Nearest.to("xyz", WORDS)).isEmpty();
    assertThat(Nearest.to("d".repeat(100_000), WORDS)).isEmpty();
    assertThat(Nearest.to("anything", List.of())).isEqualTo(Optional.empty());
  }

  @Test
  void takesTheFirstInAlphabeticalOrderOfEquallyNearOnes() {
    assertThat(Nearest.to("ac", List.of("ab", "aa"))).contains("aa");
  }
}
