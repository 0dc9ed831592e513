package io.herald.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.herald.bench.torture.MailFiles.Answered;
import io.herald.bench.torture.MailFiles.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sink writes down outlives it, and says what its clients were told. */
class MailFilesTest {
  private static final long EVENT = 0x1019_b2ca_3f00_0001L;

  @TempDir Path folder;

  @Test
  void each_mail_is_read_with_what_its_client_was_told() throws IOException {
    try (MailFile file = file(0)) {
      file.take(EVENT, 1);
      file.answered(EVENT);
      file.take(EVENT + 1, 2);
      file.unanswered(EVENT + 1);
      file.take(EVENT + 2, 3);
    }

    assertThat(MailFiles.read(folder).mails())
        .containsExactly(
            new Mail(EVENT, 1, Answered.YES),
            new Mail(EVENT + 1, 2, Answered.GONE),
            new Mail(EVENT + 2, 3, Answered.KILLED));
  }

  @Test
  void a_mail_that_is_cut_off_is_kept_or_dropped() throws IOException {
    try (MailFile file = file(10_000)) {
      for (int i = 1; i <= 100; i++) {
        assertThat(file.take(EVENT + i, i)).isFalse();
      }
    }

    MailFiles files = MailFiles.read(folder);
    assertThat(files.mails()).hasSizeBetween(20, 80);
    assertThat(files.mails()).allMatch(mail -> mail.answered() == Answered.CUT);
    assertThat(files.mails().size() + files.dropped()).isEqualTo(100);
  }

  @Test
  void half_a_line_at_the_end_of_a_life_is_a_mail_that_was_answered_to_nobody() throws IOException {
    Path first = MailFiles.next(folder);
    try (MailFile file = new MailFile(first, new SplittableRandom(1), 0)) {
      file.take(EVENT, 1);
      file.answered(EVENT);
    }
    Files.writeString(first, "kept 1019b2ca3f000002 1", StandardOpenOption.APPEND);
    try (MailFile file = file(0)) {
      file.take(EVENT + 1, 12);
      file.answered(EVENT + 1);
    }

    assertThat(MailFiles.read(folder).mails())
        .containsExactly(new Mail(EVENT, 1, Answered.YES), new Mail(EVENT + 1, 12, Answered.YES));
  }

  @Test
  void what_no_sink_writes_is_not_passed_over() throws IOException {
    Files.writeString(MailFiles.next(folder), "kept 1019b2ca3f000001\nkept 1 2\n");

    assertThatIOException().isThrownBy(() -> MailFiles.read(folder)).withMessageContaining("kept");
  }

  private MailFile file(int cuts) throws IOException {
    return new MailFile(MailFiles.next(folder), new SplittableRandom(1), cuts);
  }
}
