package io.herald.server.journey;

import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the mails a relay took. */
final class Mails {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?m)^Message-ID: <([^>]+)>\r?$", Pattern.CASE_INSENSITIVE);

  private Mails() {}

  /** Those to one address. */
  static List<ReceivedMail> to(FakeSmtpServer relay, String email) {
    return relay.mails().stream().filter(mail -> mail.recipients().contains(email)).toList();
  }

  static String messageId(ReceivedMail mail) {
    Matcher id = MESSAGE_ID.matcher(mail.text());
    if (!id.find()) {
      throw new AssertionError("no Message-ID in " + mail.text());
    }
    return id.group(1);
  }

  /** Subject and text parts as a person reads them. */
  static String readable(ReceivedMail mail) throws MessagingException, IOException {
    MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(mail.content()));
    return message.getSubject() + "\n" + readable(message);
  }

  /** The text parts of a message as a person reads them. */
  static String readable(Part part) throws MessagingException, IOException {
    if (!(part.getContent() instanceof Multipart parts)) {
      return part.getContent() + "\n";
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) {
      all.append(readable(parts.getBodyPart(i)));
    }
    return all.toString();
  }
}
