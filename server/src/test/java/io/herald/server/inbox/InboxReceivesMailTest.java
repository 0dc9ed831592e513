package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxReceivesMailTest {
  private RunningInbox inbox;

  @BeforeEach
  void start() throws Exception {
    inbox = RunningInbox.inMemory();
  }

  @AfterEach
  void stop() {
    inbox.close();
  }

  @Test
  void keepsEveryByteOfAMail() throws Exception {
    byte[] message =
        concat(
            "Subject: bytes\r\n\r\n.begins with a dot\r\n..two\r\n.\n lone LF dot\r\nlone \r CR\r\n"
                .getBytes(StandardCharsets.UTF_8),
            new byte[] {0, (byte) 0xff, (byte) 0xfe, '\r', '\n'});

    assertThat(inbox.send("a@example.com", "b@example.com", message)).startsWith("250 ");

    assertThat(inbox.get("/api/v1/message/latest/raw").body()).isEqualTo(message);
  }

  @Test
  void answersPipelinedCommandsInOrder() throws Exception {
    try (RunningInbox.Client client = inbox.new Client()) {
      assertThat(client.say("EHLO test"))
          .contains("PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "SIZE 16777216");
      client.write(
          """
          MAIL FROM:<a@example.com>
          RCPT TO:<b@example.com>
          DATA
          """
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(client.answer()).startsWith("250 2.1.0");
      assertThat(client.answer()).startsWith("250 2.1.5");
      assertThat(client.answer()).startsWith("354");
      // the next transaction may ride behind the final dot (RFC 2920 section 3.1)
      client.write(
          "Subject: x\r\n\r\nx\r\n.\r\nMAIL FROM:<>\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.answer()).startsWith("250 2.0.0 Kept");
      assertThat(client.answer()).startsWith("250 2.1.0");
      assertThat(client.say("QUIT")).startsWith("221");
    }
  }

  @Test
  void refusesAMailThatIsTooLargeAndTakesTheNext() throws Exception {
    try (RunningInbox small = RunningInbox.in(null, 10, 1 << 20, 1000)) {
      assertThat(small.send("Subject: large\n\n" + "x".repeat(1000) + "\n"))
          .startsWith("552 5.3.4");
      assertThat(small.send("Subject: small\n\nx\n")).startsWith("250");
      try (RunningInbox.Client client = small.new Client()) {
        client.say("EHLO test");
        assertThat(client.say("MAIL FROM:<a@example.com> SIZE=1001")).startsWith("552 5.3.4");
        assertThat(client.say("MAIL FROM:<a@example.com> BODY=8BITMIME SIZE=1000"))
            .startsWith("250");
      }
      assertThat(small.json("/api/v1/messages").get("total").intValue()).isEqualTo(1);
    }
  }

  @Test
  void saysWhatIsWrongWithACommandAndGoesOn() throws Exception {
    try (RunningInbox.Client client = inbox.new Client()) {
      assertThat(client.say("RCPT TO:<b@example.com>")).startsWith("503");
      assertThat(client.say("MAIL FROM:a@example.com")).startsWith("501 5.5.4");
      assertThat(client.say("BOGUS")).startsWith("500 5.5.1");
      assertThat(client.say("NOOP " + "x".repeat(5000))).startsWith("500 5.5.6");
      assertThat(client.say("MAIL FROM:<\"odd > one\"@example.com>")).startsWith("250");
      assertThat(client.say("DATA")).startsWith("503");
      assertThat(client.say("RSET")).startsWith("250");
      assertThat(client.say("MAIL FROM:<>")).startsWith("250");
    }
  }

  @Test
  void onlyADotBetweenCrlfEndsAMessage() throws Exception {
    byte[] smuggled =
        "Subject: one\r\n\r\nx\n.\nMAIL FROM:<evil@example.com>\r\n.\rnot yet\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (RunningInbox.Client client = inbox.new Client()) {
      client.say("EHLO test");
      client.say("MAIL FROM:<a@example.com>");
      client.say("RCPT TO:<b@example.com>");
      client.say("DATA");
      client.write(smuggled);
      assertThat(client.say(".")).startsWith("250");
      assertThat(client.say("NOOP")).startsWith("250");
    }
    assertThat(inbox.json("/api/v1/messages").get("total").intValue()).isEqualTo(1);
    // the dot before a lone CR was transparency, and is gone
    assertThat(inbox.page("/api/v1/message/latest/raw"))
        .contains("\n.\nMAIL FROM")
        .endsWith("\r\n\rnot yet\r\n");
  }

  @Test
  void keepsNothingOfAClientThatHangsUpWithinAMessage() throws Exception {
    try (RunningInbox.Client client = inbox.new Client()) {
      client.say("EHLO test");
      client.say("MAIL FROM:<a@example.com>");
      client.say("RCPT TO:<b@example.com>");
      client.say("DATA");
      client.write("Subject: half".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(inbox.send("Subject: whole\n\nx\n")).startsWith("250");

    assertThat(inbox.json("/api/v1/messages").get("messages").get(0).get("Subject").stringValue())
        .isEqualTo("whole");
    assertThat(inbox.json("/api/v1/messages").get("total").intValue()).isEqualTo(1);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
