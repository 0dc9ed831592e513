package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EM-7, DL-40: 4xx is for now, 5xx is for good, and the next message is none the worse for it. */
class RefusalAtEachCommandTest {
  @ParameterizedTest
  @CsvSource({
    "MAIL, true", "RCPT, true", "DATA, true", "FINAL_DOT, true",
    "MAIL, false", "RCPT, false", "DATA, false", "FINAL_DOT, false"
  })
  void aTemporaryRefusalIsSoftAndTheNextMessageGoesOverTheSameConnection(
      Step step, boolean pipelining) {
    SendResult.Refused refused =
        refusedThenAccepted(step, pipelining, "451 4.2.2 mailbox full, try later");

    assertThat(refused)
        .isEqualTo(
            new SendResult.Refused(
                false,
                FailureType.SOFT,
                FailureReason.MAILBOX_FULL,
                "451 4.2.2 mailbox full, try later"));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, true", "RCPT, true", "DATA, true", "FINAL_DOT, true",
    "MAIL, false", "RCPT, false", "DATA, false", "FINAL_DOT, false"
  })
  void aPermanentRefusalIsFinalAndTheNextMessageGoesOverTheSameConnection(
      Step step, boolean pipelining) {
    SendResult.Refused refused = refusedThenAccepted(step, pipelining, "550 5.1.1 no such user");

    assertThat(refused)
        .isEqualTo(
            new SendResult.Refused(
                true, FailureType.HARD, FailureReason.USER_UNKNOWN, "550 5.1.1 no such user"));
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, true", "RCPT, true", "DATA, true", "FINAL_DOT, true",
    "MAIL, false", "RCPT, false", "DATA, false", "FINAL_DOT, false"
  })
  void underLoadOnlyTheRefusedMessageIsRefused(Step step, boolean pipelining) {
    FakeSmtpServer server = FakeSmtpServer.start();
    if (!pipelining) {
      server.without("PIPELINING");
    }
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.CONNECT, Answer.after(gate, Answer.asUsual()));
    server.next(step, Answer.asUsual(), Answer.reply("550 5.1.1 no"), Answer.asUsual());
    try (Sending sending = Sending.to(server)) {
      List<CompletableFuture<SendResult>> results = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        results.add(sending.queue(Sending.message("r" + i + "@example.org")));
      }
      gate.countDown();

      for (int i = 0; i < 5; i++) {
        assertThat(Sending.result(results.get(i)))
            .isInstanceOf(i == 1 ? SendResult.Refused.class : SendResult.Accepted.class);
      }
      assertThat(server.awaitMails(4).stream().map(m -> m.recipients().getFirst()))
          .containsExactly("r0@example.org", "r2@example.org", "r3@example.org", "r4@example.org");
      assertThat(server.mails())
          .allSatisfy(m -> assertThat(m.text()).contains("for " + m.recipients().getFirst()));
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  private static SendResult.Refused refusedThenAccepted(
      Step step, boolean pipelining, String reply) {
    FakeSmtpServer server = FakeSmtpServer.start();
    if (!pipelining) {
      server.without("PIPELINING");
    }
    server.next(step, Answer.reply(reply));
    try (Sending sending = Sending.to(server)) {
      SendResult first = sending.send("first@example.org");
      SendResult second = sending.send("second@example.org");

      assertThat(second).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.awaitMails(1)).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
      assertThat(first).isInstanceOf(SendResult.Refused.class);
      return (SendResult.Refused) first;
    }
  }
}
