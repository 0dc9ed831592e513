package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API-9: whoever asks twice with one key has asked once, also when nobody heard the answer. */
class RepeatedThroughEveryDoorTest {
  private static final String CART = "EVTcartAbandonment";

  @Test
  void eachDialectTakesAKeyInItsOwnWay() throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        RunningExecution running =
            new RunningExecution(database.address(), relay, Clock.systemUTC());
        Stored stored = new Stored(database.address())) {
      running.publish(Messages.ORDER, Messages.CART);
      Caller caller = running.caller();

      Response soap = caller.soap(order(running.access(), "anna@example.com"));
      assertThat(caller.soap(order(running.access(), "anna@example.com")).acceptedKey())
          .isEqualTo(soap.acceptedKey());
      assertThat(caller.soap(order(running.access(), "bob@example.com")).text())
          .contains("idempotencyKey: was used within the last 24 hours for another event");

      HttpResponse<String> rest = cart(caller, "jack@example.com");
      HttpResponse<String> again = cart(caller, "jack@example.com");
      assertThat(Response.of(Door.REST, again).acceptedKey())
          .isEqualTo(Response.of(Door.REST, rest).acceptedKey());
      assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
      assertThat(rest.headers().firstValue("Idempotency-Replayed")).isEmpty();
      assertThat(cart(caller, "jill@example.com").statusCode()).isEqualTo(409);

      HttpResponse<String> api = send(running.url(), running.access(), "ann@example.com");
      HttpResponse<String> same = send(running.url(), running.access(), "ann@example.com");
      assertThat(same.headers().firstValue("Location"))
          .isPresent()
          .isEqualTo(api.headers().firstValue("Location"));
      assertThat(send(running.url(), running.access(), "ben@example.com").statusCode())
          .isEqualTo(409);

      relay.awaitMails(3);
      assertThat(stored.count()).isEqualTo(3);
    }
  }

  @Test
  void theAnswerNobodyHeardIsGivenAfterTheProcessWasKilled(@TempDir Path folder) throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address())) {
      String url = "execution.database.url=" + database.address().toUrl();
      try (Product product = Product.start(folder, relay.port(), url)) {
        Messages.publish(product.url(), product.access(), Messages.ORDER, Messages.CART);
        HttpClient deaf = HttpClient.newHttpClient();
        var unheard =
            deaf.sendAsync(
                request(product.url(), product.access(), "ann@example.com"),
                HttpResponse.BodyHandlers.discarding());
        // the commit is seen the moment it happens; the answer is on its way, or not
        while (stored.count() == 0) {
          assertThat(unheard.isCompletedExceptionally()).isFalse();
          Thread.onSpinWait();
        }
        product.kill();
        deaf.shutdownNow();
      }

      try (Product again = Product.start(folder, relay.port(), url)) {
        HttpResponse<String> answer = send(again.url(), again.access(), "ann@example.com");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
        io.herald.testkit.Eventually.see("it to be sent", stored::open, open -> open == 0);
        assertThat(stored.count()).isEqualTo(1);
        stored.mustBalance();
      }
    }
  }

  private static String order(Access access, String email) {
    return Requests.soap(
        access, Requests.order(email).replace("type=", "idempotencyKey=\"k\" type="));
  }

  private static HttpResponse<String> cart(Caller caller, String email) throws Exception {
    return send(
        caller
            .restRequest(CART)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k")
            .POST(BodyPublishers.ofString(Requests.cart(email)))
            .build());
  }

  private static HttpResponse<String> send(URI execution, Access access, String email)
      throws Exception {
    return send(request(execution, access, email));
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static HttpRequest request(URI execution, Access access, String email) {
    return HttpRequest.newBuilder(execution.resolve("/v1/events"))
        .header("Authorization", "Bearer " + access.accessToken())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "of the native API")
        .POST(
            BodyPublishers.ofString(
                "{\"type\":\"order_confirmation\",\"email\":\""
                    + email
                    + "\",\"ctx\":{\"client\":{\"firstname\":\"Ann\"}}}"))
        .build();
  }
}
