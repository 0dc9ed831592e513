package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** EM-7, DL-30. */
class ConnectionsAreReusedTest {
  @Test
  void oneAfterTheOtherUsesOneConnection() {
    try (Sending sending =
        Sending.to(FakeSmtpServer.start(), r -> r.with(Sending.connections(8)))) {
      for (int i = 0; i < 20; i++) {
        assertThat(sending.send("r" + i + "@example.org")).isInstanceOf(SendResult.Accepted.class);
      }
      assertThat(sending.server.connections()).isEqualTo(1);
    }
  }

  @Test
  void asManyAtOnceAsAllowedAndNoMore() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.always(Step.DATA, Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(3)))) {
      List<CompletableFuture<SendResult>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(sending.sendLater("r" + i + "@example.org"));
      }
      server.awaitCommand("DATA", 3);
      Sending.await(() -> sending.relay.counters().waiting() == 7, "seven to wait");
      assertThat(sending.relay.counters().openConnections()).isEqualTo(3);
      gate.countDown();

      all.forEach(r -> assertThat(Sending.result(r)).isInstanceOf(SendResult.Accepted.class));
      assertThat(server.connections()).isEqualTo(3);
      assertThat(sending.relay.counters().sent()).isEqualTo(10);
    }
  }

  @Test
  void aWornConnectionIsReplacedByAnother() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending =
        Sending.to(server, r -> r.with(new SmtpRoute.Limits(1, 4, 100, Duration.ofSeconds(30))))) {
      List<CompletableFuture<SendResult>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(sending.sendLater("r" + i + "@example.org"));
      }
      all.forEach(r -> assertThat(Sending.result(r)).isInstanceOf(SendResult.Accepted.class));
      assertThat(server.connections()).isEqualTo(3);
      for (int connection = 1; connection <= 2; connection++) {
        int number = connection;
        assertThat(server.mails().stream().filter(m -> m.connection() == number)).hasSize(4);
      }
      assertThat(server.count("QUIT")).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void anIdleConnectionSaysGoodbye() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending =
        Sending.to(server, r -> r.with(new SmtpRoute.Limits(1, 100, 100, Duration.ofMillis(50))))) {
      sending.send("ann@example.org");
      server.awaitCommand("QUIT", 1);
      server.awaitAllClosed();
      Sending.await(() -> sending.relay.counters().openConnections() == 0, "no connection");
      assertThat(sending.send("bob@example.org")).isInstanceOf(SendResult.Accepted.class);
    }
  }
}
