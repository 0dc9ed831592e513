package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods an address takes, and what it says of the others (RFC 9110 section 9; API-44). */
@Timeout(120)
class MethodsTest {
  private static final String BASE = "/geometrixx/campaign/mcgeometrixx/";

  private static Doors doors;
  private static String event;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
    event = "EVTcartAbandonment/" + doors.pkeys.of(RecordingCollector.FIRST_ID);
    send(
        "POST",
        "EVTcartAbandonment",
        "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}");
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return doors.send(
        doors.asShop(BASE + path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, EVTcartAbandonment, 'POST, OPTIONS'",
    "DELETE, EVTcartAbandonment, 'POST, OPTIONS'",
    "PATCH, EVTcartAbandonment/@x, 'GET, HEAD, POST, OPTIONS'",
    "PROPFIND, EVTcartAbandonment, 'POST, OPTIONS'",
    "POST, metadata/EVTcartAbandonment, 'GET, HEAD, OPTIONS'"
  })
  void aMethodThatIsNotAllowedNamesThoseThatAre(String method, String path, String allowed)
      throws Exception {
    HttpResponse<String> response = send(method, path, "{}");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(response.body()).startsWith("{\"error_code\":\"405000\"").contains(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "EVTcartAbandonment, 'POST, OPTIONS'",
    "EVTcartAbandonment/@x, 'GET, HEAD, POST, OPTIONS'",
    "metadata/EVTcartAbandonment, 'GET, HEAD, OPTIONS'"
  })
  void optionsAreAnswered(String path, String allowed) throws Exception {
    HttpResponse<String> response = send("OPTIONS", path, "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
    assertThat(response.body()).isEqualTo("{\"allow\":\"" + allowed + "\"}");
    // API-7: callers are servers
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void optionsNeedCredentialsLikeEverythingElse() throws Exception {
    assertThat(
            doors
                .send(
                    doors
                        .to(BASE + "EVTcartAbandonment")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void headIsGetWithoutTheBody() throws Exception {
    for (String path : new String[] {event, "metadata/EVTcartAbandonment"}) {
      HttpResponse<String> got = doors.send(doors.asShop(BASE + path).GET());
      HttpResponse<String> head = doors.send(doors.asShop(BASE + path).HEAD());

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Type"))
          .isEqualTo(got.headers().firstValue("Content-Type"));
      assertThat(head.headers().firstValue("Content-Length"))
          .isEqualTo(got.headers().firstValue("Content-Length"));
    }
  }
}
