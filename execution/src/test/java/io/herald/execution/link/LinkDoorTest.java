package io.herald.execution.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.RequestIds;
import io.herald.platform.http.ServletHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CX-13: control is let in with the link secret, and gets an answer it can act on. */
class LinkDoorTest {
  private static final String SECRET = "a-secret-of-thirty-two-characters";

  private final List<String> asked = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ServletHost host;

  /** What travels. */
  record Order(String reference, int lines) {}

  @BeforeEach
  void start() throws Exception {
    host = serving(SECRET);
  }

  private ServletHost serving(String secret) throws Exception {
    List<LinkRoute> routes =
        List.of(
            new LinkRoute(
                "PUT",
                "/link/v1/orders/",
                call -> {
                  asked.add(call.name() + "=" + call.body(Order.class));
                  return LinkReply.done();
                }),
            new LinkRoute(
                "GET",
                "/link/v1/broken",
                _ -> {
                  throw new SQLException("gone");
                }),
            new LinkRoute(
                "GET",
                "/link/v1/away",
                _ -> {
                  throw new DatabaseUnavailableException(new SQLException("gone"));
                }),
            new LinkRoute(
                "GET",
                "/link/v1/stopping",
                _ -> {
                  throw new InterruptedException();
                }));
    ServletHost started =
        new ServletHost(
            "127.0.0.1",
            0,
            Map.of("/link/v1/*", new LinkDoor(routes, secret, new RequestIds(new Random(1)))));
    started.start();
    return started;
  }

  @AfterEach
  void stop() {
    http.close();
    host.stop();
  }

  private HttpResponse<String> call(String method, String path, String secret, byte[] body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
            .header("Authorization", secret)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return call(method, path, "Bearer " + SECRET, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theNameComesDecodedAndAFieldOfANewerControlIsNoHindrance() throws Exception {
    HttpResponse<String> done =
        call("PUT", "/link/v1/orders/caf%C3%A9+1", "{\"reference\":\"A\",\"lines\":2,\"new\":{}}");

    assertThat(done.statusCode()).isEqualTo(204);
    assertThat(done.headers().firstValue(RequestIds.HEADER)).isPresent();
    assertThat(asked).containsExactly("café+1=Order[reference=A, lines=2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "bearer " + SECRET, SECRET})
  void nobodyElseIsLetIn(String secret) throws Exception {
    HttpResponse<String> refused = call("PUT", "/link/v1/orders/a", secret, new byte[0]);

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("link.secret").doesNotContain(SECRET);
    assertThat(asked).isEmpty();
  }

  @Test
  void withoutASecretNobodyIsLetIn() throws Exception {
    host.stop();
    host = serving("");

    assertThat(call("PUT", "/link/v1/orders/a", "Bearer ", new byte[0]).statusCode())
        .isEqualTo(401);
  }

  @Test
  void whatCannotBeReadIsRefusedAndWhatIsTooLargeIsNotRead() throws Exception {
    assertThat(call("PUT", "/link/v1/orders/a", "{\"reference\":").statusCode()).isEqualTo(400);
    assertThat(call("PUT", "/link/v1/orders/a", "").statusCode()).isEqualTo(400);
    assertThat(
            call("PUT", "/link/v1/orders/a", "Bearer " + SECRET, new byte[(16 << 20) + 1])
                .statusCode())
        .isEqualTo(413);
    assertThat(call("GET", "/link/v1/orders/a", "").statusCode()).isEqualTo(404);
    assertThat(call("GET", "/link/v1/brokenly", "").statusCode()).isEqualTo(404);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "away", "stopping"})
  void whatMayWorkLaterIsSaidSo(String path) throws Exception {
    assertThat(call("GET", "/link/v1/" + path, "").statusCode()).isEqualTo(503);
  }
}
