package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.FailureReason;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import org.junit.jupiter.api.Test;

/** EM-4, RFC 6531. */
class InternationalAddressTest {
  @Test
  void aDomainOfAnotherScriptNeedsNothingOfTheServer() {
    FakeSmtpServer server = FakeSmtpServer.start().without("SMTPUTF8");
    try (Sending sending = Sending.to(server)) {
      String ascii = "Subject: x\r\n\r\nx\r\n";
      assertThat(sending.send(Sending.message("ann@bücher.example", ascii, true)))
          .isInstanceOf(SendResult.Accepted.class);
      assertThat(server.awaitMails(1).getFirst().recipients())
          .containsExactly("ann@xn--bcher-kva.example");
    }
  }

  @Test
  void aLocalPartOfAnotherScriptUsesSmtpUtf8() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server)) {
      sending.send("łucja@bücher.example");
      ReceivedMail mail = server.awaitMails(1).getFirst();
      assertThat(mail.recipients()).containsExactly("łucja@xn--bcher-kva.example");
      assertThat(mail.parameters()).endsWith("BODY=8BITMIME SMTPUTF8");
    }
  }

  @Test
  void withoutSmtpUtf8SuchAMessageIsRefusedForGoodAndTheOthersGoOn() {
    FakeSmtpServer server = FakeSmtpServer.start().without("SMTPUTF8");
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("łucja@example.org"))
          .isInstanceOfSatisfying(
              SendResult.Refused.class,
              r -> {
                assertThat(r.permanent()).isTrue();
                assertThat(r.reason()).isEqualTo(FailureReason.CHARACTER_NOT_ENCODABLE);
                assertThat(r.answer()).contains("does not offer SMTPUTF8");
              });
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.count("MAIL")).isEqualTo(1);
    }
  }

  @Test
  void aHeaderInRawUtf8NeedsSmtpUtf8Too() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server)) {
      sending.send(
          Sending.message("ann@example.org", "From: <łucja@example.org>\r\n\r\nx\r\n", true));
      assertThat(server.awaitMails(1).getFirst().parameters()).endsWith("SMTPUTF8");
    }
  }

  @Test
  void eightBitContentIsRefusedForGoodWhereItIsNotOffered() {
    FakeSmtpServer server = FakeSmtpServer.start().without("8BITMIME");
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send(Sending.message("ann@example.org", "Subject: x\r\n\r\nü\r\n", true)))
          .isInstanceOfSatisfying(
              SendResult.Refused.class,
              r -> assertThat(r.answer()).contains("does not offer 8BITMIME"));
    }
  }
}
