package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RawCall;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the HTTP server refuses before the door sees it has the dialect's form too, and repeats
 * nothing of what was sent (B.2: a JSON object with every error; API-5, API-8).
 */
@Timeout(120)
class ServerErrorsTest {
  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static String request(String what) {
    String path = "/geometrixx/campaign/mcgeometrixx/EVTcartAbandonment";
    return switch (what) {
      case "garbage" -> "hedwig.perkins\r\n\r\n";
      case "a broken escape" -> "GET " + path + "/hedwig%zz" + HOST + "\r\n";
      case "a character no path has" -> "GET " + path + "/{hedwig}" + HOST + "\r\n";
      case "a blank in the path" -> "GET " + path + "/hedwig perkins" + HOST + "\r\n";
      case "NUL in the path" -> "GET " + path + "/hedwig\0" + HOST + "\r\n";
      case "a method that is no word" -> "G{hedwig}T " + path + HOST + "\r\n";
      case "a header without a colon" -> "GET " + path + HOST + "hedwig perkins\r\n\r\n";
      case "a header that is too long" ->
          "GET " + path + HOST + "X-Api-Key: " + "hedwig".repeat(6_000) + "\r\n\r\n";
      case "too many headers" -> "GET " + path + HOST + "hedwig: perkins\r\n".repeat(900) + "\r\n";
      case "an address that is too long" -> "GET " + path + "hedwig".repeat(6_000) + HOST + "\r\n";
      case "TRACE" -> "TRACE " + path + "/hedwig" + HOST + "\r\n";
      case "no host" -> "GET " + path + " HTTP/1.1\r\nConnection: close\r\n\r\n";
      case "two hosts" -> "GET " + path + HOST + "Host: hedwig\r\n\r\n";
      case "a negative length" -> "POST " + path + HOST + "Content-Length: -5\r\n\r\nhedwig";
      case "two lengths" ->
          "POST " + path + HOST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhedwig";
      case "an unknown transfer encoding" ->
          "POST " + path + HOST + "Transfer-Encoding: hedwig\r\n\r\nhedwig";
      case "an unknown version" -> "GET " + path + " HTTP/7.0\r\nHost: hedwig\r\n\r\n";
      default -> throw new IllegalArgumentException(what);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, 400",
    "a broken escape, 400",
    "a character no path has, 400",
    "a blank in the path, 400",
    "NUL in the path, 400",
    "a method that is no word, 400",
    "a header without a colon, 400",
    "a header that is too long, 400",
    "too many headers, 400",
    "an address that is too long, 400",
    "TRACE, 405",
    "no host, 400",
    "two hosts, 400",
    "a negative length, 400",
    "two lengths, 400",
    "an unknown transfer encoding, 501",
    "an unknown version, 505"
  })
  void isAnsweredInJson(String what, int status) throws Exception {
    String answer = RawCall.to(doors.port()).send(request(what).getBytes(ISO_8859_1)).answer();

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: application/json", "x-request-id: ");
    assertThat(answer)
        .contains("\r\n\r\n{\"error_code\":\"" + status + "000\",\"message\":\"")
        .endsWith("\"}")
        .doesNotContain("hedwig", "perkins", "tomcat", "Exception", "<html");
  }
}
