package io.herald.bench.endtoend;

import io.herald.bench.stage.Messages;
import io.herald.bench.stage.Notation;
import io.herald.bench.stage.OrderMail;
import io.herald.execution.render.MailFacts;
import io.herald.execution.render.MimeResult;
import io.herald.execution.render.MimeWriter;
import io.herald.message.channel.EmailFormat;
import io.herald.message.template.RenderResult.Rendered;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order mail, filled in and written as Herald writes it, for those that only carry mails. */
final class SampleMail {
  private static final int ARTICLES = 5;
  private static final Pattern LOOP = Pattern.compile("«each»(.*?)«/each»", Pattern.DOTALL);
  private static final Notation FILLED =
      new Notation(path -> "Value 4711", name -> "Hat & Coat", "", "", "", "");

  private SampleMail() {}

  /** Its bytes, lines ended by CRLF. */
  static byte[] bytes() {
    Rendered rendered =
        new Rendered(
            "Herald",
            "orders@herald.example",
            null,
            null,
            Messages.SUBJECT + "1",
            filled(OrderMail.HTML),
            filled(OrderMail.TEXT),
            List.of());
    MailFacts facts =
        new MailFacts(
            1,
            "1@herald.example",
            Instant.parse("2026-01-31T12:00:00Z"),
            EmailFormat.UNKNOWN,
            "reader1@example.com",
            "");
    return switch (new MimeWriter().write(rendered, facts)) {
      case MimeResult.Written(byte[] content) -> content;
      case MimeResult.Unwritable unwritable ->
          throw new IllegalStateException(unwritable.toString());
    };
  }

  private static String filled(String mail) {
    return FILLED.translate(
        LOOP.matcher(mail)
            .replaceAll(loop -> Matcher.quoteReplacement(loop.group(1).repeat(ARTICLES))));
  }
}
