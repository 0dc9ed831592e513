package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What counts as a mail of a run. */
class MailsTest {
  @Test
  void aRunIsOverWhenEachMailCameOnceAndCopiesDoNotStandInForOthers() throws Exception {
    Mails mails = new Mails(2, false);

    mails.mail(1, 1);
    mails.mail(1, 1);
    mails.mail(9, 3);

    assertThat(mails.awaitAll(Duration.ZERO)).isFalse();
    assertThat(mails.missing()).isEqualTo(1);
    assertThat(mails.twice()).isEqualTo(1);
    assertThat(mails.strange()).isEqualTo(1);
    mails.mail(2, 2);
    assertThat(mails.awaitAll(Duration.ZERO)).isTrue();
  }

  @Test
  void mailsThatAreAllAlikeAreCountedAsTheyCome() throws Exception {
    Mails mails = new Mails(2, true);

    mails.mail(1, 1);
    mails.mail(1, 1);

    assertThat(mails.awaitAll(Duration.ZERO)).isTrue();
    assertThat(mails.twice()).isZero();
  }

  @Test
  void aMailsTimeCountsFromWhenItsEventWasDue() {
    Mails mails = new Mails(1, false);
    mails.due(1, System.nanoTime() - Duration.ofMillis(50).toNanos());

    mails.mail(1, 1);

    assertThat(mails.micros().getMaxValue()).isGreaterThanOrEqualTo(49_000);
  }
}
