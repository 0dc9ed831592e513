package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageArrivesAsItIsTest {
  private final Sending sending = Sending.to(FakeSmtpServer.start());
  private final FakeSmtpServer server = sending.server;

  @AfterEach
  void stop() {
    sending.close();
    assertThat(server.violations()).isEmpty();
  }

  @Test
  void theEnvelopeAndTheServersWordsGoThrough() {
    server.next(Step.FINAL_DOT, Answer.reply("250 2.0.0 Ok: queued as 4711"));

    SendResult result = sending.send("ann@example.org");

    assertThat(result).isEqualTo(new SendResult.Accepted("250 2.0.0 Ok: queued as 4711"));
    ReceivedMail mail = server.awaitMails(1).getFirst();
    assertThat(mail.sender()).isEqualTo("shop@example.com");
    assertThat(mail.recipients()).containsExactly("ann@example.org");
    assertThat(mail.text()).isEqualTo("Subject: for ann@example.org\r\n\r\nhello\r\n");
    assertThat(mail.parameters()).isEqualTo("SIZE=" + mail.content().length);
  }

  @Test
  void linesThatStartWithADotArriveWithTheirDots() {
    // RFC 5321 §4.5.2
    String content = "Subject: x\r\n\r\n.\r\n..\r\n...a\r\n. b\r\n.\r\n";

    sending.send(Sending.message("ann@example.org", content, true));

    assertThat(server.awaitMails(1).getFirst().text()).isEqualTo(content);
  }

  @Test
  void everyKindOfLineEndBecomesCrLfAndTheLastLineIsEnded() {
    // a bare LF and a lone dot could end the message early at some servers
    sending.send(Sending.message("ann@example.org", "a\nb\rc\r\nd\n.\ne\r.\rf", true));

    assertThat(server.awaitMails(1).getFirst().text())
        .isEqualTo("a\r\nb\r\nc\r\nd\r\n.\r\ne\r\n.\r\nf\r\n");
  }

  @Test
  void aMessageLargerThanTheBufferArrivesWhole() {
    String content = "Subject: x\r\n\r\n" + ".0123456789012345678901234567890\r\n".repeat(20_000);

    sending.send(Sending.message("ann@example.org", content, true));

    assertThat(server.awaitMails(1).getFirst().text()).isEqualTo(content);
  }

  @Test
  void anEmptyMessageArrivesEmpty() {
    sending.send(Sending.message("ann@example.org", "", true));

    assertThat(server.awaitMails(1).getFirst().content()).isEmpty();
  }

  @Test
  void anEmptySenderIsTheNullReversePath() {
    sending.send(new OutgoingMessage(1, "", "ann@example.org", new byte[] {'a'}, true));

    assertThat(server.awaitMails(1).getFirst().sender()).isEmpty();
  }

  @Test
  void eightBitContentIsAnnounced() {
    sending.send(Sending.message("ann@example.org", "Subject: x\r\n\r\nGrüße\r\n", true));

    ReceivedMail mail = server.awaitMails(1).getFirst();
    assertThat(mail.parameters()).endsWith("BODY=8BITMIME");
    assertThat(mail.text()).contains("Grüße");
  }
}
