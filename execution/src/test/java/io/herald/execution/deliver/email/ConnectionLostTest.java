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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** EV-13: the final dot is the line between "cannot have it" and "may have it". */
class ConnectionLostTest {
  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"})
  void beforeTheFinalDotTheServerCannotHaveTheMessage(Step step) {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(step, Answer.drop());
    // with CONTENT the server hangs up before the client has written all of this
    String content = "Subject: x\r\n\r\n" + "0123456789\r\n".repeat(2_000_000);
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send(Sending.message("ann@example.org", content, true)))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class,
              r -> assertThat(r.retryAfter()).isEqualTo(Duration.ofSeconds(5)));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void afterTheFinalDotItIsUncertainWhetherTheServerKeptItOrNot(boolean kept, int mails) {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(Step.FINAL_DOT, kept ? Answer.keepAndDrop() : Answer.drop());
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("ann@example.org"))
          .isInstanceOfSatisfying(
              SendResult.Uncertain.class,
              r -> {
                assertThat(r.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                assertThat(r.why()).contains("had been handed over");
              });
      // never sent again by the relay itself
      assertThat(server.mails()).hasSize(mails);
      assertThat(server.count("MAIL")).isEqualTo(1);
    }
  }

  @Test
  void theNextMessageWhoseEnvelopeHadGoneAheadGoesOverAnotherConnection() {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.DATA, Answer.asUsual(), Answer.after(gate, Answer.asUsual()));
    server.next(Step.FINAL_DOT, Answer.asUsual(), Answer.drop());
    try (Sending sending = Sending.to(server)) {
      sending.send("first@example.org");
      CompletableFuture<SendResult> lost = sending.sendLater("lost@example.org");
      server.awaitCommand("DATA", 2);
      CompletableFuture<SendResult> next = sending.queue(Sending.message("next@example.org"));
      gate.countDown();

      assertThat(Sending.result(lost)).isInstanceOf(SendResult.Uncertain.class);
      assertThat(Sending.result(next)).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.mails().stream().map(m -> m.recipients().getFirst()))
          .containsExactly("first@example.org", "next@example.org");
    }
  }

  @Test
  void aConnectionTheServerGaveUpWhileItRestedIsReplacedWithoutAWord() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server)) {
      sending.send("first@example.org");
      server.cutConnections();
      server.awaitAllClosed();

      assertThat(sending.send("second@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void evenWhenAllRestingConnectionsAreGoneTheMessageFindsAFreshOne() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(4)))) {
      CountDownLatch gate = new CountDownLatch(1);
      server.always(Step.FINAL_DOT, Answer.after(gate, Answer.asUsual()));
      List<CompletableFuture<SendResult>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(sending.sendLater("r" + i + "@example.org"));
        // only then does it no longer look for a next one to take along
        server.awaitStep(Step.FINAL_DOT, i + 1);
      }
      gate.countDown();
      all.forEach(r -> assertThat(Sending.result(r)).isInstanceOf(SendResult.Accepted.class));
      server.stop();
      server.awaitAllClosed();
      server.startAgain();

      assertThat(sending.send("late@example.org")).isInstanceOf(SendResult.Accepted.class);
    }
  }

  @Test
  void aMessageThatMeetsTroubleTwiceIsGivenBack() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server)) {
      sending.send("first@example.org");
      server.next(Step.RCPT, Answer.drop(), Answer.drop());

      assertThat(sending.send("second@example.org")).isInstanceOf(SendResult.NotTried.class);
      assertThat(server.connections()).isEqualTo(2);
    }
  }
}
