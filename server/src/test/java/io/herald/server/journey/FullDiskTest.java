package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.platform.database.DiskSpace;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A disk that is nearly full turns new events away, and the accepted ones are sent")
class FullDiskTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  /** No disk has as much as must stay free here. */
  private RunningExecution full(TestDatabase database, FakeSmtpServer relay) throws Exception {
    DiskSpace disk = DiskSpace.of(folder, "server.postgres.min-free", 1_000_000_000);
    return new RunningExecution(database.address(), relay, Clock.systemUTC(), disk, Map.of());
  }

  private static HttpResponse<String> get(RunningExecution execution, String path)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(execution.url().resolve(path)).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void callersAreToldToComeAgainAndWhy(Door door) throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        RunningExecution execution = full(database, relay).publish(Messages.ORDER, Messages.CART);
        Stored stored = new Stored(database.address())) {
      Response answer = execution.caller().push(door, "ann@example.com");

      assertThat(answer.saysComeAgain()).as(answer.text()).isTrue();
      assertThat(answer.text())
          .contains("MiB left and server.postgres.min-free keeps 1,000,000,000 MiB free");
      assertThat(stored.count()).isZero();
    }
  }

  @Test
  void theNativeApiSaysSoTooAndSoDoTheProbes() throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        RunningExecution execution = full(database, relay).publish(Messages.ORDER, Messages.CART)) {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(execution.url().resolve("/v1/events"))
                  .header("Content-Type", "application/json")
                  .header("Authorization", "Bearer " + execution.access().accessToken())
                  .POST(
                      BodyPublishers.ofString(
                          "{\"type\": \"EVTcartAbandonment\", \"email\": \"ann@example.com\","
                              + " \"ctx\": {}}"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("30");
      assertThat(answer.body()).contains("server.postgres.min-free");
      assertThat(get(execution, "/healthz").statusCode()).isEqualTo(503);
      assertThat(get(execution, "/healthz").body()).contains("server.postgres.min-free");
      assertThat(get(execution, "/nl/jsp/mcPing.jsp").body())
          .startsWith("Error\nThe queue is full");
    }
  }

  @Test
  void whatWasAcceptedBeforeIsSent() throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address())) {
      relay.stop();
      long id;
      try (RunningExecution before =
          new RunningExecution(database.address(), relay, Clock.systemUTC())
              .publish(Messages.ORDER)) {
        id = stored.id(before.caller().push(Door.SOAP, "ann@example.com"));
      }
      relay.startAgain();

      try (RunningExecution execution = full(database, relay)) {
        assertThat(relay.awaitMails(1)).hasSize(1);
        stored.awaitStatus(id, EventStatus.PROCESSED);
      }
    }
  }
}
