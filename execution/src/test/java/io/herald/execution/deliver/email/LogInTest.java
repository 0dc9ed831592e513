package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.execution.deliver.email.SmtpRoute.Login;
import io.herald.execution.deliver.email.SmtpRoute.Tls;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.FakeSmtpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4954. */
class LogInTest {
  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN", "LOGIN PLAIN", "PLAIN LOGIN CRAM-MD5"})
  void userAndPasswordOpenTheServer(String mechanisms) {
    FakeSmtpServer server = FakeSmtpServer.start().requiringLogin(mechanisms, "herald", "pässword");
    try (Sending sending = Sending.to(server, r -> r.with(new Login("herald", "pässword")))) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.mails()).hasSize(1);
    }
  }

  @Test
  void aWrongPasswordCostsNoMessageAndIsNotRepeatedInTheReason() {
    FakeSmtpServer server = FakeSmtpServer.start().requiringLogin("PLAIN", "herald", "right");
    try (Sending sending = Sending.to(server, r -> r.with(new Login("herald", "wr0ng-one")))) {
      assertThat(sending.send("ann@example.org"))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class,
              r -> assertThat(r.why()).contains("535").doesNotContain("wr0ng-one"));
    }
  }

  @Test
  void aServerWithoutAKnownMechanismIsSaidSo() {
    FakeSmtpServer server = FakeSmtpServer.start().requiringLogin("CRAM-MD5", "herald", "x");
    try (Sending sending = Sending.to(server, r -> r.with(new Login("herald", "x")))) {
      assertThat(sending.send("ann@example.org"))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class,
              r -> assertThat(r.why()).endsWith("offers neither AUTH PLAIN nor AUTH LOGIN"));
    }
  }

  @Test
  void aPasswordNeverDependsOnWhetherTheServerOffersTls() {
    assertThatThrownBy(
            () -> SmtpRoute.to("relay", 25).with(Tls.OPPORTUNISTIC).with(new Login("u", "p")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use tls required");
  }

  @Test
  void aRouteDoesNotShowItsPassword() {
    assertThat(SmtpRoute.to("relay", 25).with(new Login("herald", "s3cret")).toString())
        .contains("herald")
        .doesNotContain("s3cret");
  }
}
