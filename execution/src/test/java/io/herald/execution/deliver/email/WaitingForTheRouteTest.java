package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** EM-7: a relay that is away costs a message no attempt. */
class WaitingForTheRouteTest {
  @Test
  void anOpenRouteLetsEverybodyThroughAtOnce() throws Exception {
    try (Sending sending = Sending.to(FakeSmtpServer.start())) {
      sending.relay.awaitOpen(Duration.ofDays(1));
      sending.send("ann@example.org");
      sending.relay.awaitOpen(Duration.ofDays(1));
    }
  }

  @Test
  void aClosedRouteIsWaitedForNoLongerThanAsked() throws Exception {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.stop();
    try (Sending sending = Sending.to(server)) {
      sending.send("ann@example.org");
      sending.relay.awaitOpen(Duration.ofMillis(20));
      sending.relay.awaitOpen(Duration.ofSeconds(-1));
    }
  }

  @Test
  void afterThePauseOneGoesAheadAndItsSuccessLetsTheOthersThrough() throws Exception {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.stop();
    try (Sending sending = Sending.to(server)) {
      assertThat(sending.send("ann@example.org")).isInstanceOf(SendResult.NotTried.class);
      sending.pass(Duration.ofSeconds(5));
      server.startAgain();

      sending.relay.awaitOpen(Duration.ofDays(1));
      CountDownLatch through = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        Thread other = Thread.ofVirtual().start(() -> waitThen(sending, through));
        Sending.await(() -> other.getState() == Thread.State.TIMED_WAITING, "the others to wait");
      }
      assertThat(through.getCount()).isEqualTo(3);

      assertThat(sending.send("scout@example.org")).isInstanceOf(SendResult.Accepted.class);
      assertThat(through.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void stoppingLetsEverybodyGo() throws Exception {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.stop();
    try (Sending sending = Sending.to(server)) {
      sending.send("ann@example.org");
      CountDownLatch through = new CountDownLatch(1);
      Thread waiting = Thread.ofVirtual().start(() -> waitThen(sending, through));
      Sending.await(() -> waiting.getState() == Thread.State.TIMED_WAITING, "somebody to wait");

      sending.relay.stop();

      assertThat(through.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void waitThen(Sending sending, CountDownLatch through) {
    try {
      sending.relay.awaitOpen(Duration.ofDays(1));
      through.countDown();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
