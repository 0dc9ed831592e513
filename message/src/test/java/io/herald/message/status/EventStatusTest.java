package io.herald.message.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** DM-20 and the transition table of specification section 3.6. */
class EventStatusTest {
  @ParameterizedTest
  @CsvSource({
    "0, pending, PENDING",
    "1, processing, PROCESSING",
    "2, processed, PROCESSED",
    "3, ignored, IGNORED",
    "4, deliveryFailed, DELIVERY_FAILED",
    "5, routingFailed, ROUTING_FAILED",
    "6, tooOld, TOO_OLD",
    "7, targetingFailed, TARGETING_FAILED",
    "8, paused, PAUSED",
    "9, cancelled, CANCELLED",
  })
  void hasTheNumbersAndNamesThatAreStoredAndSent(int number, String label, EventStatus status) {
    assertThat(status.number()).isEqualTo(number);
    assertThat(status.label()).isEqualTo(label);
    assertThat(EventStatus.ofNumber(number)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"-1", "10", "2147483647"})
  void anUnknownNumberIsRefused(int number) {
    assertThatThrownBy(() -> EventStatus.ofNumber(number))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(number));
  }

  @Test
  void theStandardDialectShowsACancelledEventAsIgnored() {
    assertThat(EventStatus.CANCELLED.standardLabel()).isEqualTo("ignored");
    assertThat(EventStatus.PAUSED.standardLabel()).isEqualTo("paused");
  }

  @DisplayName("Section 3.6, one row for each state: exactly these changes are allowed")
  @ParameterizedTest(name = "{0} may become {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PENDING | PENDING PROCESSING ROUTING_FAILED TARGETING_FAILED TOO_OLD PAUSED CANCELLED"
            // a message that never came to be: EV-24, TPL-48
            + " IGNORED DELIVERY_FAILED",
        "PROCESSING | PROCESSING PROCESSED IGNORED DELIVERY_FAILED TOO_OLD PAUSED CANCELLED",
        "PAUSED | PENDING TOO_OLD CANCELLED IGNORED",
        "PROCESSED | DELIVERY_FAILED",
        "ROUTING_FAILED | PENDING",
        "TARGETING_FAILED | PENDING",
        "IGNORED | ''",
        "DELIVERY_FAILED | ''",
        "TOO_OLD | ''",
        "CANCELLED | ''",
      })
  void onlyTheTransitionsOfTheTableAreAllowed(EventStatus from, String allowed) {
    Set<EventStatus> expected = new HashSet<>();
    Arrays.stream(allowed.split(" "))
        .filter(name -> !name.isEmpty())
        .map(EventStatus::valueOf)
        .forEach(expected::add);

    for (EventStatus next : EventStatus.values()) {
      assertThat(from.mayBecome(next))
          .as("%s to %s", from, next)
          .isEqualTo(expected.contains(next));
    }
  }

  @ParameterizedTest
  @EnumSource(EventStatus.class)
  void whatIsNotSettledCanStillBecomeProcessedOrEnd(EventStatus status) {
    if (!status.settled()) {
      assertThat(status.mayBecome(EventStatus.TOO_OLD)).isTrue();
      assertThat(status.mayBecome(EventStatus.CANCELLED)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(DeliveryStatus.class)
  void deliveryStatusesAreNumberedInOrder(DeliveryStatus status) {
    assertThat(status.number()).isEqualTo(status.ordinal());
  }
}
