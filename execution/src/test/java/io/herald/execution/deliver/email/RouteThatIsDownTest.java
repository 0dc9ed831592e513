package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EM-7: nothing was sent, and the route is left alone for a while. */
class RouteThatIsDownTest {
  @Test
  void pausesGrowFromFiveSecondsToTwoMinutesAndASuccessSetsThemBack() {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.stop();
    try (Sending sending = Sending.to(server)) {
      for (int seconds : List.of(5, 10, 20, 40, 120, 120)) {
        SendResult.NotTried result = notTried(sending.send("ann@example.org"));
        assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(result.why()).contains("127.0.0.1:" + server.port()).contains("refused");
        sending.pass(Duration.ofSeconds(seconds));
      }
      server.startAgain();
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);

      server.stop();
      server.awaitAllClosed();
      assertThat(notTried(sending.send("ann@example.org")).retryAfter())
          .isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void duringThePauseMessagesAreAnsweredAtOnceWithTheTimeThatIsLeft() {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(Step.CONNECT, Answer.replyAndDrop("554 5.3.2 no service"));
    try (Sending sending = Sending.to(server)) {
      notTried(sending.send("ann@example.org"));
      sending.pass(Duration.ofSeconds(3));

      assertThat(notTried(sending.send("ann@example.org")).retryAfter())
          .isEqualTo(Duration.ofSeconds(2));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void afterThePauseOneConnectionTriesAloneAndItsSuccessOpensTheRouteForAll() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(
        Step.CONNECT,
        Answer.replyAndDrop("421 4.3.2 not now"),
        Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(4)))) {
      notTried(sending.send("ann@example.org"));
      sending.pass(Duration.ofSeconds(5));

      List<CompletableFuture<SendResult>> waiting =
          List.of(
              sending.queue(Sending.message("a@example.org")),
              sending.queue(Sending.message("b@example.org")),
              sending.queue(Sending.message("c@example.org")));
      assertThat(sending.relay.counters().openConnections()).isEqualTo(1);
      gate.countDown();

      waiting.forEach(w -> assertThat(Sending.result(w)).isInstanceOf(SendResult.Accepted.class));
    }
  }

  @Test
  void messagesThatWaitForAProbeAreGivenBackWhenItFails() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.CONNECT, Answer.after(gate, Answer.drop()));
    try (Sending sending = Sending.to(server)) {
      CompletableFuture<SendResult> one = sending.queue(Sending.message("a@example.org"));
      CompletableFuture<SendResult> two = sending.queue(Sending.message("b@example.org"));
      gate.countDown();

      assertThat(notTried(Sending.result(one)).retryAfter()).isEqualTo(Duration.ofSeconds(5));
      assertThat(notTried(Sending.result(two)).retryAfter()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 554 5.3.2 no service",
    "CONNECT, 421 4.3.2 shutting down",
    "EHLO, 550 5.7.1 not you",
    "EHLO, 421 4.3.2 shutting down",
    "MAIL, 421 4.3.2 shutting down",
    "RCPT, 421 4.3.2 shutting down",
    "DATA, 421 4.3.2 shutting down",
    "FINAL_DOT, 421 4.3.2 shutting down",
    "MAIL, 530 5.7.0 log in first",
    "MAIL, 503 5.5.1 out of order"
  })
  void aServerThatDoesNotWantToTalkIsTheRoutesFailureNotTheMessages(Step step, String reply) {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(step, Answer.replyAndDrop(reply));
    try (Sending sending = Sending.to(server)) {
      SendResult.NotTried result = notTried(sending.send("ann@example.org"));

      assertThat(result.retryAfter()).isEqualTo(Duration.ofSeconds(5));
      assertThat(result.why()).contains(reply);
      assertThat(server.mails()).isEmpty();
      sending.pass(Duration.ofSeconds(5));
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
    }
  }

  @Test
  void aNameThatDoesNotResolveIsSaidSo() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending =
        Sending.to(
            server,
            r -> SmtpRoute.to("no-such-host.invalid", 25).with(r.timeouts()).with(r.limits()))) {
      assertThat(notTried(sending.send("ann@example.org")).why())
          .isEqualTo("relay no-such-host.invalid:25: its name cannot be resolved");
    }
  }

  @Test
  void aServerAtItsLimitRefusesTheNewConnectionWhileTheOldOneServes() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(
        Step.CONNECT, Answer.asUsual(), Answer.replyAndDrop("421 4.7.0 too many connections"));
    server.next(Step.DATA, Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(2)))) {
      CompletableFuture<SendResult> one = sending.sendLater("a@example.org");
      server.awaitCommand("DATA", 1);
      CompletableFuture<SendResult> two = sending.sendLater("b@example.org");
      server.awaitConnections(2);
      Sending.await(() -> sending.relay.counters().openConnections() == 1, "the second to fail");
      gate.countDown();

      assertThat(Sending.result(one)).isInstanceOf(SendResult.Accepted.class);
      assertThat(Sending.result(two)).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static SendResult.NotTried notTried(SendResult result) {
    assertThat(result).isInstanceOf(SendResult.NotTried.class);
    return (SendResult.NotTried) result;
  }
}
