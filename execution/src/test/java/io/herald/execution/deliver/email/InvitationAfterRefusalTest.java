package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.FailureReason;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import org.junit.jupiter.api.Test;

/** A server may answer 354 to a pipelined DATA although it refused what came before. */
class InvitationAfterRefusalTest {
  @Test
  void withNoRecipientALoneDotEndsItAndNobodyGetsAnything() {
    // RFC 2920 §3.1
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(Step.RCPT, Answer.reply("550 5.1.1 no such user"));
    server.next(Step.DATA, Answer.reply("354 go on all the same"));
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("first@example.org"))
          .isInstanceOfSatisfying(
              SendResult.Refused.class,
              r -> assertThat(r.reason()).isEqualTo(FailureReason.USER_UNKNOWN));
      assertThat(sending.send("second@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.mails()).hasSize(1);
      assertThat(server.violations()).isEmpty();
    }
  }

  @Test
  void withARecipientButNoSenderTheConnectionEndsRatherThanSendingNothingToSomebody() {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(Step.MAIL, Answer.reply("550 5.7.1 sender refused"));
    server.next(Step.RCPT, Answer.reply("250 2.1.5 taken all the same"));
    server.next(Step.DATA, Answer.reply("354 go on all the same"));
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("first@example.org"))
          .isInstanceOfSatisfying(
              SendResult.Refused.class,
              r -> assertThat(r.answer()).isEqualTo("550 5.7.1 sender refused"));
      assertThat(sending.send("second@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.mails()).hasSize(1);
    }
  }
}
