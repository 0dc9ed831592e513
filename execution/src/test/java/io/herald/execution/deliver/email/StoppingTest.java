package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StoppingTest {
  @Test
  void whatIsOnTheWireIsFinishedAndWhatWaitsIsGivenBack() throws Exception {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.DATA, Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server)) {
      CompletableFuture<SendResult> onTheWire = sending.sendLater("first@example.org");
      server.awaitCommand("DATA", 1);
      CompletableFuture<SendResult> waiting = sending.queue(Sending.message("next@example.org"));

      Thread stopping = Thread.ofVirtual().start(sending.relay::stop);
      assertThat(Sending.result(waiting))
          .isInstanceOfSatisfying(
              SendResult.NotTried.class, r -> assertThat(r.why()).contains("shutting down"));
      assertThat(onTheWire).isNotDone();
      gate.countDown();

      assertThat(Sending.result(onTheWire)).isInstanceOf(SendResult.Accepted.class);
      assertThat(stopping.join(Sending.PATIENCE)).isTrue();
      assertThat(server.count("QUIT")).isEqualTo(1);
      assertThat(sending.relay.counters().openConnections()).isZero();
    }
  }

  @Test
  void afterwardsNothingIsSent() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server)) {
      sending.relay.stop();
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.NotTried.class);
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void beforeTheStartNothingIsSentEither() throws Exception {
    try (FakeSmtpServer server = FakeSmtpServer.start()) {
      SmtpRelay relay = new SmtpRelay(SmtpRoute.to(server.host(), server.port()));
      assertThat(relay.send(Sending.message("ann@example.org")))
          .isInstanceOf(SendResult.NotTried.class);
      relay.stop();
    }
  }

  @Test
  void aSenderThatIsInterruptedWhileItsMessageWaitsTakesItBack() throws Exception {
    FakeSmtpServer server = FakeSmtpServer.start();
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Step.DATA, Answer.after(gate, Answer.asUsual()));
    try (Sending sending = Sending.to(server)) {
      CompletableFuture<SendResult> first = sending.sendLater("first@example.org");
      server.awaitCommand("DATA", 1);
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      sending.relay.send(Sending.message("gone@example.org"));
                    } catch (InterruptedException e) {
                      interrupted.countDown();
                    }
                  });
      Sending.await(() -> sending.relay.counters().waiting() == 1, "the second to wait");
      sender.interrupt();
      interrupted.await();
      gate.countDown();

      assertThat(Sending.result(first)).isInstanceOf(SendResult.Accepted.class);
      assertThat(sending.send("last@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(server.mails().stream().map(m -> m.recipients().getFirst()))
          .containsExactly("first@example.org", "last@example.org");
    }
  }
}
