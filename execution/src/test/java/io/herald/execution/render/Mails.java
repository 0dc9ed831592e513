package io.herald.execution.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Mails for tests: written by ours, read by a library that knows nothing of ours. */
final class Mails {
  static final MailFacts FACTS =
      new MailFacts(
          0x0100_0000_0000_002AL,
          "10000000000002a@example.com",
          Instant.parse("2025-06-03T11:05:30Z"),
          EmailFormat.UNKNOWN,
          "ann@example.org",
          "");

  private Mails() {}

  static Rendered rendered(String subject, @Nullable String html, @Nullable String text) {
    return new Rendered("Shop", "shop@example.com", null, null, subject, html, text, List.of());
  }

  static byte[] written(Rendered rendered, MailFacts facts) {
    MimeResult result = new MimeWriter().write(rendered, facts);
    assertThat(result).isInstanceOf(MimeResult.Written.class);
    return ((MimeResult.Written) result).content();
  }

  static MimeMessage parsed(byte[] content) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(content));
  }

  static MimeMessage parsed(Rendered rendered) throws MessagingException {
    return parsed(written(rendered, FACTS));
  }

  /** What every mail must be, whatever went in. */
  static void assertWellFormed(byte[] content) {
    int lineStart = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        assertThat(i > 0 && content[i - 1] == '\r').as("a bare LF at %d", i).isTrue();
        assertThat(i - 1 - lineStart).as("length of the line at %d", lineStart).isLessThan(999);
        lineStart = i + 1;
      } else if (content[i] == '\r') {
        assertThat(i + 1 < content.length && content[i + 1] == '\n')
            .as("a bare CR at %d", i)
            .isTrue();
      }
    }
    assertThat(lineStart).as("the last line is ended").isEqualTo(content.length);
  }
}
