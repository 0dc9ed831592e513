package io.herald.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class MailReaderTest {
  @Property(tries = 300)
  void everySequenceOfBytesCanBeShown(@ForAll @Size(max = 400) byte[] body) {
    String[] heads = {
      "",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
      "Content-Type: text/html; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n",
      "Content-Type: text/plain\r\nContent-Transfer-Encoding: x-unknown\r\n\r\n",
      "Content-Type: ;;=\r\nSubject: =?utf-8?B?\r\nFrom: <<@\r\nDate: yesterday\r\n\r\n"
    };
    for (String head : heads) {
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      raw.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
      raw.writeBytes(body);
      ReceivedMail mail =
          new ReceivedMail("1", Instant.EPOCH, "", List.of("a@b.c"), raw.toByteArray());

      MailContent content = new MailReader(mail).content();

      assertThat(MailSummary.of(content).snippet()).hasSizeLessThanOrEqualTo(250);
    }
  }
}
