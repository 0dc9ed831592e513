package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.FakeSmtpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EM-12: an address is data, never a command. */
class AddressThatBreaksOutTest {
  private final Sending sending = Sending.to(FakeSmtpServer.start());

  @AfterEach
  void stop() {
    sending.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ann@example.org>\r\nRCPT TO:<eve@evil.example",
        "ann@example.org\r\nDATA",
        "ann@example.org\nRSET",
        "ann\u0000@example.org",
        "<ann@example.org>",
        "ann@example.org> SIZE=1",
        "ann smith@example.org",
        "\"ann\r\nRSET\"@example.org"
      })
  void isRefusedForGoodBeforeAnythingIsSent(String address) {
    assertThat(sending.send(address))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            r -> {
              assertThat(r.permanent()).isTrue();
              assertThat(r.type()).isEqualTo(FailureType.HARD);
              assertThat(r.reason()).isEqualTo(FailureReason.POOR_ADDRESS_QUALITY);
              assertThat(r.answer()).startsWith("the recipient's address ").doesNotContain("ann");
            });
    assertThat(sending.server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "shop@example.com>\r\nRSET", "shop@example.com SMTPUTF8"})
  void asASenderItIsRefusedWithoutBlamingTheRecipient(String sender) {
    assertThat(sending.send(new OutgoingMessage(1, sender, "ann@example.org", new byte[0], true)))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            r -> {
              assertThat(r.permanent()).isTrue();
              assertThat(r.type()).isEqualTo(FailureType.IGNORED);
            });
    assertThat(sending.server.connections()).isZero();
  }
}
