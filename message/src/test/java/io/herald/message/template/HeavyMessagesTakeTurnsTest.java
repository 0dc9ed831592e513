package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "TPL-32: messages that need much memory take turns, so that together they cannot take all")
class HeavyMessagesTakeTurnsTest {
  private static final String HEAVY =
      "<% var list = []; for (var i = 0; i < 40; i++) list.push('x'.repeat(500000) + i) %>"
          + "<%= list.length %>";

  @Test
  void oneWhoseTurnDoesNotComeIsForLater() {
    try (Budget other = new Budget(RenderLimits.DEFAULT)) {
      other.checkRoomFor(100 << 20);

      assertThat(Templates.tried(Templates.COMPILER, HEAVY))
          .isInstanceOfSatisfying(
              RenderResult.Failed.class,
              failed -> {
                assertThat(failed.temporary()).isTrue();
                assertThat(failed.error().message())
                    .endsWith("It needs much memory, as others do at the moment");
              });
    }
  }

  @Test
  void othersGoOnMeanwhile() {
    try (Budget other = new Budget(RenderLimits.DEFAULT)) {
      other.checkRoomFor(100 << 20);

      assertThat(Templates.text("<% var a = 1 %><%= a %>")).isEqualTo("1");
    }
  }

  @Test
  void theTurnIsGivenBackAtTheEndAlsoByOneThatFails() {
    for (int i = 0; i < 3; i++) {
      assertThat(Templates.text(HEAVY)).isEqualTo("40");
      assertThat(Templates.failure(HEAVY + "<% nothing.here %>").message()).contains("nothing");
    }
  }
}
