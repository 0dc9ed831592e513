package io.herald.execution.collect.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.platform.soap.SoapRouter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@DisplayName("Messages made to hurt get a clear fault and store nothing (API-4)")
class HostileMessagesTest {
  private static final String GOOD = SoapClient.push(SoapClient.event("rtEvent"));

  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static Named<byte[]> message(String name, String text) {
    return Named.of(name, text.getBytes(UTF_8));
  }

  static Stream<Named<byte[]>> messages() throws IOException {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 10; i++) {
      bomb.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    bomb.append("]>");
    StringBuilder attributes = new StringBuilder();
    StringBuilder namespaces = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      attributes.append(" a").append(i).append("=''");
      namespaces.append(" xmlns:n").append(i).append("='urn:n'");
    }
    ByteArrayOutputStream overlong = new ByteArrayOutputStream();
    overlong.write(GOOD.substring(0, GOOD.indexOf(">x<") + 1).getBytes(UTF_8));
    overlong.write(new byte[] {(byte) 0xC0, (byte) 0xBC}); // < in two bytes
    overlong.write(GOOD.substring(GOOD.indexOf(">x<") + 2).getBytes(UTF_8));
    return Stream.of(
        message("entity bomb", bomb + GOOD.replace(">x<", ">&a9;<")),
        message(
            "parameter entity",
            "<!DOCTYPE b [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'>%p;]>" + GOOD),
        message("external entity", "<!DOCTYPE b SYSTEM 'file:///etc/passwd'>" + GOOD),
        message("10,000 attributes", GOOD.replace("<rtEvent ", "<rtEvent " + attributes + " ")),
        message("10,000 namespaces", GOOD.replace("<rtEvent ", "<rtEvent " + namespaces + " ")),
        message("deep nesting", GOOD.replace(">x<", ">" + "<a>".repeat(20_000) + "<")),
        message("NUL", GOOD.replace(">x<", ">\u0000<")),
        message("reference to NUL", GOOD.replace(">x<", ">&#0;<")),
        message("half a surrogate pair", GOOD.replace(">x<", ">&#xD800;<")),
        Named.of("overlong UTF-8", overlong.toByteArray()),
        message("truncated", GOOD.substring(0, GOOD.length() / 2)),
        message("same attribute twice", GOOD.replace("<rtEvent ", "<rtEvent type='b' ")),
        message("long name", GOOD.replace("<title>", "<" + "t".repeat(50_000) + ">")),
        message("endless prolog", "<?xml version='1.0' " + " ".repeat(50_000)),
        message("endless comment", GOOD.replace(">x<", "><!--" + "-".repeat(50_000) + "<")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theyAreInvalid(byte[] message) throws Exception {
    HttpResponse<String> response = doors.send(SoapClient.request(doors, message));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("<faultcode>SOAP-ENV:Client</faultcode>", "The XML SOAP message is invalid.");
    assertThat(doors.collector.accepted()).isEmpty();
  }

  /**
   * An inclusion is an element like any other: its data is kept as it is, and nothing is fetched.
   */
  @Test
  void anInclusionIsOnlyText() throws Exception {
    doors.collector.reset();
    String include =
        "<i:include xmlns:i='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>";
    SoapClient.post(doors, GOOD.replace(">x<", ">" + include + "<"));
    assertThat(doors.collector.onlyAccepted().context().text())
        .contains("href=\"file:///etc/passwd\"");
    doors.collector.reset();
  }

  /** A line break would let a stranger write lines of its own into the log. */
  @Test
  void namesOfMethodsAreShownOnOneLineAndShort() throws Exception {
    String long_ = "x".repeat(70_000);
    for (String token : new String[] {"", "<t>mc/wrong</t><e>" + long_ + "</e>"}) {
      String service = "nms:rtEvent&#10;2026-01-31 INFO forged &#x202E;" + "y".repeat(5_000);
      String method = token.isEmpty() ? "Nothing" : "PushEvent";
      String fault = SoapClient.post(doors, SoapClient.call(service, method, token)).body();

      assertThat(fault).contains("nms:rtEvent?2026").doesNotContain("\u202E", "y".repeat(64));
    }
  }

  @Test
  @DisplayName("more than 64 KiB are read only from a caller who is admitted")
  void aStrangerIsRefusedBeforeItsMessageIsRead() throws Exception {
    String long_ = " ".repeat(600_000);
    String stranger = SoapClient.call("nms:rtEvent", "PushEvent", "<t>mc/wrong</t><e/>" + long_);
    assertThat(SoapClient.post(doors, stranger).body())
        .contains("Invalid login or password. Connection denied.");
    String tokenTooLate = SoapClient.call("nms:rtEvent", "PushEvent", long_ + "<t>mc/x</t>");
    assertThat(SoapClient.post(doors, tokenTooLate).body())
        .contains("No method with a session token was found in the first 65536 bytes.");
    assertThat(
            SoapClient.post(
                    doors, SoapClient.call("nms:rtEvent", "PushEvent", "<t>___dead</t>" + long_))
                .body())
        .contains("XSV-350008");
    // the answer to a stranger does not wait for a body that never comes
    try (Socket socket = new Socket("127.0.0.1", doors.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + SoapRouter.PATH
                  + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 2000000\r\n\r\n")
              .getBytes(UTF_8));
      out.write(stranger.substring(0, 70_000).getBytes(UTF_8));
      out.flush();
      byte[] answer = socket.getInputStream().readNBytes(15);
      assertThat(new String(answer, UTF_8)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aLongMessageOfAnAdmittedCallerIsRead() throws Exception {
    doors.collector.reset();
    String long_ =
        SoapClient.push(
            SoapClient.event("rtEvent").replace(">x<", ">" + "é".repeat(100_000) + "<"));
    assertThat(SoapClient.post(doors, long_).body()).contains("PushEventResponse");
    assertThat(doors.collector.onlyAccepted().context().text()).hasSizeGreaterThan(100_000);
    doors.collector.reset();
  }
}
