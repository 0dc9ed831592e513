package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** RFC 2920 §3.1: content may be followed by the next group of commands. */
class LoadedConnectionNeedsOneRoundTripTest {
  @Test
  void theNextEnvelopeFollowsTheMessageInOneWrite() {
    FakeSmtpServer server = FakeSmtpServer.start();
    assertThat(nextFollowsAtOnce(server)).isTrue();
  }

  @Test
  void withoutPipeliningEveryCommandWaitsForItsAnswer() {
    FakeSmtpServer server = FakeSmtpServer.start().without("PIPELINING");
    assertThat(nextFollowsAtOnce(server)).isFalse();
  }

  @Test
  void aMessageThatIsAloneNeverWaitsForAnother() {
    try (Sending sending = Sending.to(FakeSmtpServer.start())) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(sending.server.awaitMails(1).getFirst().followedAtOnce()).isFalse();
    }
  }

  private static boolean nextFollowsAtOnce(FakeSmtpServer server) {
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.DATA, Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server)) {
      CompletableFuture<SendResult> first = sending.sendLater("first@example.org");
      server.awaitCommand("DATA", 1);
      CompletableFuture<SendResult> second = sending.queue(Sending.message("second@example.org"));
      gate.countDown();

      assertThat(Sending.result(first)).isInstanceOf(SendResult.Accepted.class);
      assertThat(Sending.result(second)).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.violations()).isEmpty();
      return server.awaitMails(2).getFirst().followedAtOnce();
    }
  }
}
