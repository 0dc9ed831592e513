package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.platform.database.embedded.EmbeddedPostgres;
import io.herald.testkit.Eventually;
import io.herald.testkit.PostgresCrash;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EV-2, EV-36: the database server is killed under load and comes back; nobody need do a thing. */
class DatabaseRestartTest {
  private static final int CALLERS = 4;
  private static final int EVENTS_OF_EACH = 150;
  private static final int BEFORE_THE_KILL = 100;

  private final Queue<Response> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger toldToComeAgain = new AtomicInteger();
  private final CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);

  @Test
  void noAcceptedEventIsLostAndCallersHearTheTruth(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, 0);
        FakeSmtpServer relay = FakeSmtpServer.start()) {
      postgres.start();
      // shorter than a server takes to come back, so that some callers cannot be kept waiting
      Map<String, String> impatient = Map.of("execution.queue.append-wait", "50ms");
      try (RunningExecution execution =
              new RunningExecution(
                      postgres.createDatabase("execution"), relay, Clock.systemUTC(), impatient)
                  .publish(Messages.ORDER, Messages.CART);
          ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Void>> pushing = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          pushing.add(callers.submit(push(execution.caller(), i)));
        }
        enough.await();

        PostgresCrash.of(postgres, Duration.ofSeconds(60));

        for (Future<Void> each : pushing) {
          each.get();
        }
        try (Stored stored = new Stored(postgres.address("execution"))) {
          Eventually.see("all events to be settled", stored::open, open -> open == 0);
          assertThat(accepted).hasSize(CALLERS * EVENTS_OF_EACH);
          Set<String> mails =
              relay.mails().stream().map(Mails::messageId).collect(Collectors.toSet());
          for (Response response : accepted) {
            long id = stored.id(response);
            assertThat(stored.event(id).status()).isEqualTo(EventStatus.PROCESSED);
            assertThat(mails).anyMatch(mail -> mail.startsWith(Long.toHexString(id) + "@"));
          }
          assertThat(toldToComeAgain).as("callers told to come again").hasPositiveValue();
          // what was stored after its caller had been told to come again was sent, too
          assertThat(stored.number("SELECT count(*) FROM event WHERE status <> 2")).isZero();
          stored.mustBalance();
        }
      }
    }
  }

  /** Pushes each event until it is accepted, as often as it is told to come again. */
  private Callable<Void> push(Caller caller, int number) {
    return () -> {
      Door door = Door.values()[number % 2];
      for (int i = 0; i < EVENTS_OF_EACH; i++) {
        String email = "to-%d-%d@example.com".formatted(number, i);
        Response response =
            Eventually.see(
                "an answer that says yes",
                () -> truthful(caller.push(door, email)),
                answer -> answer.key().isPresent());
        accepted.add(response);
        enough.countDown();
      }
      return null;
    };
  }

  private Response truthful(Response response) {
    if (response.key().isEmpty()) {
      assertThat(response.saysComeAgain()).as(response.toString()).isTrue();
      toldToComeAgain.incrementAndGet();
    }
    return response;
  }
}
