package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.deliver.email.SmtpRoute.Tls;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** EM-5, RFC 3207. */
class EncryptionTest {
  @Test
  void requiredTlsSendsOverAnEncryptedConnectionWithAGoodCertificate() {
    try (Sending sending =
        Sending.to(FakeSmtpServer.start().offeringTls(), r -> r.with(Tls.REQUIRED))) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(sending.server.awaitMails(1).getFirst().encrypted()).isTrue();
      // what was said in the clear is said again (RFC 3207 §4.2)
      assertThat(sending.server.count("EHLO")).isEqualTo(2);
    }
  }

  @Test
  void requiredTlsSendsNothingWhenItIsNotOffered() {
    try (Sending sending = Sending.to(FakeSmtpServer.start(), r -> r.with(Tls.REQUIRED))) {
      assertThat(sending.send("ann@example.org"))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class,
              r -> assertThat(r.why()).endsWith("does not offer STARTTLS, which is required"));
      assertThat(sending.server.count("MAIL")).isZero();
    }
  }

  @Test
  void requiredTlsSendsNothingWhenTheServerIsNotReadyForIt() {
    FakeSmtpServer server = FakeSmtpServer.start().offeringTls();
    server.next(Step.STARTTLS, Answer.reply("454 4.7.0 TLS not available"));
    try (Sending sending = Sending.to(server, r -> r.with(Tls.REQUIRED))) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.NotTried.class);
      assertThat(server.count("MAIL")).isZero();
    }
  }

  @Test
  void requiredTlsSendsNothingToACertificateNobodyVouchesFor() throws NoSuchAlgorithmException {
    try (FakeSmtpServer server = FakeSmtpServer.start().offeringTls()) {
      SmtpRelay relay =
          new SmtpRelay(
              SmtpRoute.to(server.host(), server.port()).with(Tls.REQUIRED),
              SSLContext.getDefault(),
              System::nanoTime);
      relay.start();
      try {
        assertThat(relay.send(Sending.message("ann@example.org")))
            .isInstanceOf(SendResult.NotTried.class);
        assertThat(server.count("MAIL")).isZero();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        relay.stop();
      }
    }
  }

  @Test
  void requiredTlsSendsNothingWhenTheCertificateIsForAnotherHost() {
    FakeSmtpServer server = FakeSmtpServer.start().offeringTls();
    // the certificate is for localhost and 127.0.0.1
    try (Sending sending =
        Sending.to(
            server,
            r -> SmtpRoute.to("127.0.0.2", server.port()).with(Tls.REQUIRED).with(r.timeouts()))) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.NotTried.class);
      assertThat(server.count("MAIL")).isZero();
    }
  }

  @Test
  void opportunisticTlsEncryptsWhenOfferedAndTakesAnyCertificate() {
    try (Sending sending =
        Sending.to(FakeSmtpServer.start().offeringTls(), r -> r.with(Tls.OPPORTUNISTIC))) {
      sending.send("ann@example.org");
      assertThat(sending.server.awaitMails(1).getFirst().encrypted()).isTrue();
    }
  }

  @Test
  void opportunisticTlsSendsInTheClearWhenNotOfferedOrNotReady() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server, r -> r.with(Tls.OPPORTUNISTIC))) {
      sending.send("ann@example.org");
      assertThat(server.awaitMails(1).getFirst().encrypted()).isFalse();
      server.offeringTls();
      server.next(Step.STARTTLS, Answer.reply("454 4.7.0 TLS not available"));
      server.cutConnections();
      server.awaitAllClosed();
      sending.send("ann@example.org");
      assertThat(server.awaitMails(2).getLast().encrypted()).isFalse();
    }
  }

  @Test
  void wordsSlippedInBeforeEncryptionEndTheConnection() {
    FakeSmtpServer server = FakeSmtpServer.start().offeringTls();
    server.next(Step.STARTTLS, Answer.reply("220 go ahead\r\n250-evil\r\n250 AUTH PLAIN"));
    try (Sending sending = Sending.to(server, r -> r.with(Tls.REQUIRED))) {
      assertThat(sending.send("ann@example.org"))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class,
              r -> assertThat(r.why()).contains("spoke between STARTTLS and encryption"));
    }
  }
}
