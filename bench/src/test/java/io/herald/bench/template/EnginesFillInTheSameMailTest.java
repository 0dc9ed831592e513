package io.herald.bench.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.stage.OrderMail;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison is only fair when all give the same letters. */
class EnginesFillInTheSameMailTest {
  private static final Engine.Mail OURS = Engine.HERALD.compile().fill(OrderMail.json());

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theMailIsTheSame(Engine engine) {
    Engine.Mail mail = engine.compile().fill(OrderMail.json());

    assertThat(mail.html())
        .contains("Hat &amp; Coat 5", "Your VIP desk: +44")
        .isEqualTo(OURS.html());
    assertThat(mail.text()).contains("- 5 x A-5: 19.90").isEqualTo(OURS.text());
  }
}
