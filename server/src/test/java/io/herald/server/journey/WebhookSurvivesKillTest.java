package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.http.ReceivedRequest;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API-51: kill -9 between posting a message and noting that it was posted loses nothing. */
class WebhookSurvivesKillTest {
  private static final int EVENTS = 40;

  @Test
  void everyChangeArrivesAndWhatIsRepeatedCarriesTheSameId(@TempDir Path folder) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        FakeReceiver receiver = FakeReceiver.start()) {
      receiver.always(HttpAnswer.after(killed, HttpAnswer.status(200)));
      String[] settings = {
        "execution.database.url=" + database.address().toUrl(), "webhook.allow=http://127.0.0.1"
      };
      try (Product first = Product.start(folder, relay.port(), settings)) {
        Messages.publish(first.url(), first.access(), Messages.ORDER, Messages.CART);
        assertThat(register(first.url(), first.access(), receiver.url("/")).statusCode())
            .isEqualTo(201);
        for (int i = 0; i < EVENTS; i++) {
          first.caller().push(Door.REST, "to" + i + "@example.com").acceptedKey();
        }
        Eventually.see("messages under way", receiver::received, seen -> !seen.isEmpty());
        first.kill();
      }
      killed.countDown();
      int posted = receiver.received().size();
      // as if the time after which an attempt counts as lost were over
      execute(database, "UPDATE webhook_delivery SET due_at = now() WHERE under_way");
      try (Product next = Product.start(folder, relay.port(), settings)) {
        Eventually.see(
            "all messages to be delivered",
            () ->
                number(database, "SELECT count(*) FROM webhook_delivery WHERE state = 1")
                    + " of "
                    + number(database, "SELECT count(*) FROM event"),
            seen -> seen.equals(EVENTS + " of " + EVENTS));
        assertThat(next.log()).noneMatch(line -> line.contains("whsec_"));
      }
      List<String> ids =
          receiver.received().stream().map(request -> request.header("webhook-id")).toList();
      assertThat(ids.stream().distinct()).hasSize(EVENTS);
      assertThat(ids.size() - EVENTS).as("posted again").isBetween(1, posted);
      assertThat(receiver.received())
          .extracting(ReceivedRequest::text)
          .allSatisfy(body -> assertThat(body).contains("\"status\":\"processed\""));
    }
  }

  private static HttpResponse<String> register(URI execution, Access access, URI receiver)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(execution.resolve("/v1/webhooks"))
              .header("Authorization", "Bearer " + access.accessToken())
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString("{\"name\":\"shop\",\"url\":\"%s\"}".formatted(receiver)))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
