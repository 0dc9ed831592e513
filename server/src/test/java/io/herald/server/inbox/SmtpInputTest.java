package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Transparency of message data, RFC 5321 section 4.5.2. */
class SmtpInputTest {
  @Property
  void whatWasSentIsWhatIsRead(@ForAll("messages") byte[] message) throws Exception {
    byte[] ended = ended(message);
    SmtpInput input = over(RunningInbox.stuffed(ended), ".\r\nQUIT\r\n");

    assertThat(input.readData(Integer.MAX_VALUE)).isEqualTo(ended);
    assertThat(input.readLine()).isEqualTo(new SmtpInput.Line.Text("QUIT"));
  }

  @Property
  void aMessageBeyondTheBoundIsReadToItsEnd(@ForAll("messages") byte[] message) throws Exception {
    byte[] ended = ended(message);
    SmtpInput input = over(RunningInbox.stuffed(ended), ".\r\nQUIT\r\n");

    assertThat(input.readData(ended.length - 1)).isNull();
    assertThat(input.readLine()).isEqualTo(new SmtpInput.Line.Text("QUIT"));
  }

  @Property
  void anythingElseIsEitherAMessageOrAnEarlyEnd(@ForAll("messages") byte[] bytes)
      throws IOException {
    SmtpInput input = new SmtpInput(new ByteArrayInputStream(bytes));
    try {
      byte[] data = input.readData(1000);
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).containsPattern("(^|\r\n)\\.\r\n");
      assertThat(data == null || data.length <= bytes.length).isTrue();
    } catch (EOFException e) {
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
          .doesNotContainPattern("(^|\r\n)\\.\r\n");
    }
  }

  /** Mostly the four bytes that matter, so that every state is visited. */
  @Provide
  Arbitrary<byte[]> messages() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of((byte) '\r', (byte) '\n', (byte) '.')),
            Tuple.of(2, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(60);
  }

  private static byte[] ended(byte[] message) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(message);
    all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return all.toByteArray();
  }

  private static SmtpInput over(byte[] data, String rest) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(data);
    all.writeBytes(rest.getBytes(StandardCharsets.US_ASCII));
    return new SmtpInput(new ByteArrayInputStream(all.toByteArray()));
  }
}
