package io.herald.execution.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.herald.message.link.EventData;
import io.herald.message.link.Publication;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TPL-69: which messages a trap gets copies of is decided by the event's id alone. */
class TrapSharesTest {
  private static final long FIRST = 79_187_057_737_564_160L;
  private static final int EVENTS = 100_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.01, 0.25, 0.9})
  void theShareIsAsAsked(double rate) {
    Publication.Trap trap = trap("Trap", rate);
    long fallen =
        LongStream.range(FIRST, FIRST + EVENTS).filter(id -> TrapCopies.falls(id, trap)).count();

    assertThat((double) fallen / EVENTS).isCloseTo(rate, within(0.005));
  }

  @Test
  void anEventFallsToTheSameTrapsAlways() {
    Publication.Trap trap = trap("Trap", 0.5);

    assertThat(LongStream.range(FIRST, FIRST + 1_000))
        .allMatch(id -> TrapCopies.falls(id, trap) == TrapCopies.falls(id, trap("Trap", 0.5)));
    assertThat(LongStream.range(FIRST, FIRST + 1_000))
        .allMatch(id -> TrapCopies.falls(id, trap("Trap", 1)));
  }

  private static Publication.Trap trap(String seed, double rate) {
    return new Publication.Trap(
        seed,
        rate,
        new EventData("EVTa", "t@example.com", null, null, null, null, null, null, "json", "{}"));
  }
}
