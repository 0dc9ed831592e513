package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.template.Surroundings.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** TPL-44: however often a template asks the world outside, its message ends soon. */
class OutsideCallsAreBoundedTest {
  private final AtomicLong nanos = new AtomicLong();
  private final OutsideCalls calls = new OutsideCalls(nanos::get);

  @Test
  void aMessageReadsSoManyPages() {
    for (int i = 0; i < 20; i++) {
      assertThat(page(Duration.ZERO)).isInstanceOf(Answer.Text.class);
    }

    assertThat(page(Duration.ZERO))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.why()).contains("20 pages", "variable"));
  }

  @Test
  void allCallsOfAMessageShareOneTime() {
    assertThat(page(Duration.ofSeconds(6))).isInstanceOf(Answer.Text.class);
    assertThat(calls.ask(() -> after(Duration.ofSeconds(4)))).isInstanceOf(Answer.Text.class);

    assertThat(calls.ask(() -> after(Duration.ZERO)))
        .isInstanceOfSatisfying(
            Answer.Refused.class, refused -> assertThat(refused.why()).contains("10 s", "fewer"));
    assertThat(page(Duration.ZERO)).isInstanceOf(Answer.Refused.class);
  }

  private Answer page(Duration takes) {
    return calls.page(() -> after(takes));
  }

  private Answer after(Duration takes) {
    nanos.addAndGet(takes.toNanos());
    return new Answer.Text("a");
  }
}
