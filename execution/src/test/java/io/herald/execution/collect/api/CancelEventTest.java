package io.herald.execution.collect.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.spi.FailureReason;
import io.herald.spi.FailureType;
import io.herald.spi.SendResult;
import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** EV-44: an event can be cancelled as long as it has not been handed over. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class CancelEventTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00Z");
  private final AtomicInteger sent = new AtomicInteger();

  private static String send(ApiUnderTest api, String email) throws Exception {
    while (true) {
      var got = api.post("shop", "/v1/events", ApiUnderTest.orderTo(email, ""), email);
      if (got.status() != 503) {
        assertThat(got.status()).isEqualTo(201);
        return got.at("/id");
      }
    }
  }

  private SendResult send() {
    sent.incrementAndGet();
    return new SendResult.Accepted("250 ok");
  }

  @Test
  void aScheduledEventIsNeverSent(TestDatabase database) throws Exception {
    try (ApiUnderTest api = new ApiUnderTest(database, clock, message -> send(), Map.of())) {
      String id = api.order(",\"scheduled\":\"2026-05-04T11:00:00Z\"");

      var cancelled = api.post("shop", "/v1/events/" + id + ":cancel", "");

      assertThat(cancelled.status()).isEqualTo(200);
      assertThat(cancelled.at("/status")).isEqualTo("cancelled");
      clock.advance(Duration.ofHours(2));
      String marker = api.order("");
      api.awaitStatus(marker, "processed");
      var event = api.get("admin", "/v1/events/" + id);
      assertThat(event.at("/event/status")).isEqualTo("cancelled");
      assertThat(event.at("/event/reason")).isEqualTo("cancelled");
      assertThat(event.at("/trail/1/cause")).isEqualTo("cancelled by client:1");
      assertThat(sent).hasValue(1);
      // who asks again gets the same answer
      assertThat(api.post("shop", "/v1/events/" + id + ":cancel", "").status()).isEqualTo(200);
    }
    Books.mustBalance(database);
  }

  @Test
  void anEventBetweenTwoAttemptsIsCancelledWithItsMessage(TestDatabase database) throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    try (ApiUnderTest api =
        new ApiUnderTest(
            database,
            clock,
            message -> {
              tried.countDown();
              return new SendResult.Refused(
                  false, FailureType.SOFT, FailureReason.UNREACHABLE, "451 later");
            },
            Map.of())) {
      String id = api.order("");
      tried.await();
      io.herald.testkit.Eventually.see(
          "the retry to be planned",
          () -> api.get("admin", "/v1/events/" + id),
          got -> !got.at("/message/nextRetry").isEmpty());

      assertThat(api.post("shop", "/v1/events/" + id + ":cancel", "").status()).isEqualTo(200);

      var event = api.get("admin", "/v1/events/" + id);
      assertThat(event.json().at("/message/status").asInt()).isEqualTo(7);
      assertThat(event.at("/message/nextRetry")).isEmpty();
    }
    Books.mustBalance(database);
  }

  @Test
  void anEventOnItsWayOutIsLeftAlone(TestDatabase database) throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ApiUnderTest api =
        new ApiUnderTest(
            database,
            clock,
            message -> {
              sending.countDown();
              goOn.await();
              return send();
            },
            Map.of())) {
      String id = api.order("");
      sending.await();

      assertThat(
              api.post("shop", "/v1/events/" + id + ":cancel", "")
                  .refused(409, "wrong-state")
                  .at("/detail"))
          .contains("processing");
      goOn.countDown();
      api.awaitStatus(id, "processed");
      assertThat(
              api.post("shop", "/v1/events/" + id + ":cancel", "")
                  .refused(409, "wrong-state")
                  .at("/detail"))
          .contains("processed");
      api.post("shop", "/v1/events/7:cancel", "").refused(404, "not-found");
      api.post("reader", "/v1/events/" + id + ":cancel", "").refused(403, "missing-right");
    } finally {
      goOn.countDown();
    }
    Books.mustBalance(database);
  }

  @Test
  void whoeverIsFasterTheAnswerIsTrue(TestDatabase database) throws Exception {
    Set<String> mails = ConcurrentHashMap.newKeySet();
    try (ApiUnderTest api =
            new ApiUnderTest(
                database,
                Clock.systemUTC(),
                message -> {
                  mails.add(message.recipient());
                  return send();
                },
                Map.of("execution.journeys.real-time", "4"));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> outcomes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String email = i + "@example.com";
        outcomes.add(
            callers.submit(
                () -> {
                  String id = send(api, email);
                  int status;
                  do { // 503 says that asking again is safe, and so it has to be
                    status = api.post("shop", "/v1/events/" + id + ":cancel", "").status();
                  } while (status == 503);
                  assertThat(status).isIn(200, 409);
                  api.awaitStatus(id, status == 200 ? "cancelled" : "processed");
                  return status == 200 ? email : "";
                }));
      }
      Set<String> cancelled = ConcurrentHashMap.newKeySet();
      for (Future<String> outcome : outcomes) {
        cancelled.add(outcome.get());
      }
      cancelled.remove("");

      assertThat(mails).doesNotContainAnyElementsOf(cancelled);
      assertThat(mails.size() + cancelled.size()).isEqualTo(200);
    }
    Books.mustBalance(database);
  }
}
