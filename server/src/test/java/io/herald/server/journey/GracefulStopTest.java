package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("SIGTERM ends an instance within ten seconds, with nothing in the air")
class GracefulStopTest {
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int EVENTS = 60;
  private static final int CALLERS = 8;

  /** Ends it, which must go well and in time. */
  private static void end(Product product) throws Exception {
    long began = System.nanoTime();
    int status = product.terminate();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(status).as("exit status, after " + took).isZero();
    assertThat(took).isLessThan(BOUND);
  }

  private static String url(TestDatabase database) {
    return "execution.database.url=" + database.address().toUrl();
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"CONNECT", "RCPT", "FINAL_DOT"})
  void alsoWhenTheRelayNeverAnswers(Step silence, @TempDir Path folder) throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address());
        Product product = Product.start(folder, relay.port(), url(database))) {
      relay.always(silence, Answer.silence());
      Messages.publish(product.url(), product.access(), Messages.ORDER, Messages.CART);
      Caller caller = product.caller();
      for (int i = 0; i < EVENTS; i++) {
        caller.push(Door.values()[i % 2], "to" + i + "@example.com").acceptedKey();
      }
      Eventually.see(
          "attempts under way",
          () -> stored.number("SELECT count(*) FROM event WHERE in_flight"),
          underWay -> underWay > 0);

      end(product);

      // each attempt has its outcome on disk, and nobody holds what is still to be done
      assertThat(stored.number("SELECT count(*) FROM event WHERE in_flight")).isZero();
      assertThat(stored.number("SELECT count(*) FROM event WHERE claimed_by IS NOT NULL")).isZero();
      assertThat(stored.open()).isEqualTo(EVENTS);
      assertThat(
              stored.number(
                  "SELECT count(*) FROM event_transition WHERE cause LIKE 'outcome unknown%'"))
          .as("unknown is only what may have been taken")
          .matches(unknown -> silence == Step.FINAL_DOT ? unknown > 0 : unknown == 0);
    }
  }

  @Test
  void alsoUnderLoad(@TempDir Path folder) throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address());
        Product product = Product.start(folder, relay.port(), url(database));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Messages.publish(product.url(), product.access(), Messages.ORDER, Messages.CART);
      Queue<Response> accepted = new ConcurrentLinkedQueue<>();
      List<Future<?>> pushing =
          IntStream.range(0, CALLERS)
              .<Future<?>>mapToObj(i -> callers.submit(() -> pushOn(product.caller(), accepted)))
              .toList();
      Eventually.see("load", accepted::size, size -> size > 200);

      end(product);

      for (Future<?> each : pushing) {
        each.get();
      }
      assertThat(stored.number("SELECT count(*) FROM event WHERE in_flight")).isZero();
      assertThat(stored.number("SELECT count(*) FROM event WHERE claimed_by IS NOT NULL")).isZero();
      // what was answered is stored, sent or still to be sent; what was sent is noted as sent
      assertThat(accepted.stream().map(stored::id).map(stored::event)).doesNotContainNull();
      assertThat(stored.count()).isGreaterThanOrEqualTo(accepted.size());
      assertThat(relay.mails()).hasSize((int) (stored.count() - stored.open()));
    }
  }

  /** Until nobody listens any more. */
  private static Void pushOn(Caller caller, Queue<Response> accepted) throws InterruptedException {
    try {
      for (int i = 0; ; i++) {
        Response response = caller.push(Door.values()[i % 2], "to" + i + "@example.com");
        if (response.key().isPresent()) {
          accepted.add(response);
        }
      }
    } catch (IOException e) {
      return null;
    }
  }
}
