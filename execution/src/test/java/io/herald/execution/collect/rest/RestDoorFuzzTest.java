package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RawCall;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever bytes come to the door over a connection, it answers them in its own form, never with
 * 500, and goes on serving others. {@code -Djqwik.tries.default=1000000} makes it a long run.
 */
@PropertyDefaults(shrinking = ShrinkingMode.BOUNDED)
class RestDoorFuzzTest {
  private static final String BASE = "/geometrixx/campaign/mcgeometrixx/";
  private static final String GOOD =
      "{\"email\":\"a@example.com\",\"scheduled\":\"2026-02-01T10:00:00Z\","
          + "\"ctx\":{\"firstName\":\"J\",\"items\":[{\"n\":1}],\"price\":1.5}}";

  private static final Doors doors = open();

  private static Doors open() {
    try {
      return new Doors();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterContainer
  static void close() {
    doors.close();
  }

  private static void isAnswered(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 499);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(response.body())
        .startsWith(
            response.statusCode() < 300
                ? "{\"PKey\":"
                : "{\"error_code\":\"" + response.statusCode());
    doors.collector.reset();
  }

  private static void post(byte[] body) throws Exception {
    isAnswered(
        doors.send(
            doors
                .asShop(BASE + "EVTcartAbandonment")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
  }

  @Property(seed = "20260131")
  void anyBody(@ForAll @Size(max = 300) byte[] body) throws Exception {
    post(body);
  }

  @Property(seed = "20260131")
  void aGoodBodyWithBytesChanged(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 400) Integer> places,
      @ForAll @Size(4) byte[] values)
      throws Exception {
    byte[] body = GOOD.getBytes(UTF_8);
    for (int i = 0; i < places.size(); i++) {
      body[places.get(i) % body.length] = values[i];
    }
    post(body);
  }

  /** Percent-encoded, so that all of it arrives at the door. */
  @Property(seed = "20260131")
  void anyAddress(@ForAll @Size(max = 60) byte[] bytes, @ForAll("methods") String method)
      throws Exception {
    StringBuilder path = new StringBuilder(BASE);
    for (byte b : bytes) {
      path.append('%').append(String.format("%02x", b));
    }
    HttpResponse<String> response =
        doors.send(
            doors.asShop(path.toString()).method(method, HttpRequest.BodyPublishers.noBody()));
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 501).isNotEqualTo(500);
    assertThat(response.body()).startsWith("{\"");
    doors.collector.reset();
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "X");
  }

  /** Good calls with something between them, all sent at once (RFC 9112 section 9.3.2). */
  @Property(seed = "20260131")
  void garbageInAPipeline(@ForAll("pieces") List<byte[]> pieces) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    String answer = RawCall.to(doors.port()).send(all.toByteArray()).finish().answer();
    assertThat(answer).doesNotContain("HTTP/1.1 500", "<html", "Exception");
    if (!answer.isEmpty()) {
      // a request line without a version is of HTTP/0.9, whose answers have no head
      assertThat(answer).matches("(?s)(HTTP/1\\.1 |\\{\"error_code\":).*");
    }
    doors.collector.reset();
  }

  @Provide
  Arbitrary<List<byte[]>> pieces() {
    return Arbitraries.oneOf(
            Arbitraries.of(
                    call("GET", BASE + "metadata/EVTcartAbandonment", ""),
                    call("POST", BASE + "EVTcartAbandonment", GOOD),
                    call("POST", BASE + "EVTcartAbandonment", "{"),
                    "POST "
                        + BASE
                        + "EVTx HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "5\r\n{\"a\":\r\n",
                    "ffffffffffffffff\r\n",
                    "0\r\n\r\n",
                    "Content-Length: 5\r\n",
                    "Content-Length: 99999999999999999999\r\n\r\n",
                    "GET / HTTP/1.1\r\n",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "\r\n",
                    "\0",
                    "\u0016\u0003\u0001")
                .map(text -> text.getBytes(ISO_8859_1)),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(40))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static String call(String method, String path, String body) {
    return "%s %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer x\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(method, path, body.length(), body);
  }

  @Property(tries = 1)
  void afterAllOfItTheDoorIsOpen() throws Exception {
    HttpResponse<String> response =
        doors.send(
            doors
                .asShop(BASE + "EVTcartAbandonment")
                .POST(HttpRequest.BodyPublishers.ofString(GOOD)));
    assertThat(response.statusCode()).isEqualTo(201);
  }
}
