package io.herald.bench.stage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** What counts as arrived at the sink. */
class MailSessionTest {
  private static final String MAIL =
      """
      MAIL FROM:<a@example.com>
      RCPT TO:<b@example.com>
      DATA
      Message-ID: <100000000000a@herald.example>
      Subject: Number 7

      Subject: Number 8
      ..
      """;

  private record Mail(long event, long number) {}

  private final List<Mail> mails = new ArrayList<>();
  private final LongAdder bytes = new LongAdder();

  @Test
  void a_mail_counts_once_its_final_dot_was_read_even_if_the_client_is_gone_then() {
    assertThatThrownBy(() -> talk("EHLO x\n" + MAIL + ".\n")).isInstanceOf(EOFException.class);

    assertThat(mails).containsExactly(new Mail(0x100000000000aL, 7));
  }

  @Test
  void a_mail_without_its_final_dot_does_not_count() {
    assertThatThrownBy(() -> talk("EHLO x\n" + MAIL)).isInstanceOf(EOFException.class);

    assertThat(mails).isEmpty();
  }

  @Test
  void several_mails_on_one_connection_are_counted_each() throws Exception {
    String again = MAIL.replace("Number 7", "Number 9");

    String replies = talk("EHLO x\n" + MAIL + ".\n" + again + ".\nQUIT\n");

    assertThat(mails).containsExactly(new Mail(0x100000000000aL, 7), new Mail(0x100000000000aL, 9));
    assertThat(replies).contains("250 2.0.0 taken").endsWith("221 2.0.0 goodbye\r\n");
  }

  @Test
  void a_mail_that_names_no_event_is_counted_as_such() throws Exception {
    talk("EHLO x\nDATA\nSubject: hello\n\n.\nQUIT\n");

    assertThat(mails).containsExactly(new Mail(0, 0));
  }

  @Test
  void the_bytes_of_a_mail_are_counted_from_its_first_header_to_the_line_before_the_dot()
      throws Exception {
    String content = "Subject: Number 1\n\nhello\n";

    talk("EHLO x\nDATA\n" + content + ".\nDATA\n" + content + ".\nQUIT\n");

    assertThat(bytes.sum()).isEqualTo(2L * content.replace("\n", "\r\n").length());
  }

  private String talk(String lines) throws IOException, InterruptedException {
    ByteArrayOutputStream replies = new ByteArrayOutputStream();
    new MailSession(
            new ByteArrayInputStream(lines.replace("\n", "\r\n").getBytes(US_ASCII)),
            replies,
            MailSink.Mailbox.of((event, number) -> mails.add(new Mail(event, number))),
            bytes,
            new SplittableRandom(1),
            1)
        .run();
    return replies.toString(US_ASCII);
  }
}
