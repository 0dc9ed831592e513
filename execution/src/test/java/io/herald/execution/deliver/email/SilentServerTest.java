package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5321 §4.5.3.2: no server holds a message for ever. */
class SilentServerTest {
  @ParameterizedTest
  @CsvSource({
    "CONNECT, the greeting",
    "EHLO, EHLO",
    "MAIL, MAIL FROM",
    "RCPT, RCPT TO",
    "DATA, DATA"
  })
  void silenceBeforeTheFinalDotMeansNotTried(Step step, String words) {
    assertThat(sendToSilence(step))
        .isInstanceOfSatisfying(
            SendResult.NotTried.class,
            r -> assertThat(r.why()).endsWith("no answer to " + words + " in time"));
  }

  @Test
  void silenceAfterTheFinalDotMeansUncertain() {
    assertThat(sendToSilence(Step.FINAL_DOT)).isInstanceOf(SendResult.Uncertain.class);
  }

  @Test
  void aServerThatStopsReadingIsCutOffAndCannotHaveTheMessage() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch never = new CountDownLatch(1);
    server.next(Step.CONTENT, Answer.after(never, Answer.drop()));
    String content = "0123456789\r\n".repeat(2_000_000);
    try (Sending sending =
        Sending.to(server, r -> r.with(SmtpTimeouts.all(Duration.ofMillis(500))))) {
      assertThat(sending.send(Sending.message("ann@example.org", content, true)))
          .isInstanceOf(SendResult.NotTried.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void aSlowServerIsWaitedForWithinItsTime() {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.always(Step.RCPT, Answer.late(Duration.ofMillis(200), Answer.asUsual()));
    server.always(Step.FINAL_DOT, Answer.late(Duration.ofMillis(200), Answer.asUsual()));
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
    }
  }

  private static SendResult sendToSilence(Step step) {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(step, Answer.silence());
    try (Sending sending =
        Sending.to(server, r -> r.with(SmtpTimeouts.all(Duration.ofMillis(300))))) {
      return sending.send("ann@example.org");
    }
  }
}
