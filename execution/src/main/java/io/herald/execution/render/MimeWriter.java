package io.herald.execution.render;

import io.herald.execution.attach.MailFile;
import io.herald.execution.attach.MailFiles;
import io.herald.message.channel.EmailAddress;
import io.herald.message.channel.EmailAddressReading;
import io.herald.message.channel.EmailFormat;
import io.herald.message.channel.HeaderName;
import io.herald.message.link.Publication;
import io.herald.message.template.RenderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the bytes of an e-mail: an RFC 5322 message with a text part, an HTML part, or both as
 * {@code multipart/alternative} (EM-2, DM-22).
 *
 * <p>Lines are at most 76 characters long, addresses excepted; text is UTF-8 in quoted-printable or
 * base64, whichever is shorter (EM-4); everything is ASCII except local parts of addresses that are
 * not (RFC 6532). The same input gives the same bytes. No value can add a header: line ends in
 * header values become blanks (EM-3). A template's own headers come behind the subject; none of
 * them can stand for one that is written here.
 *
 * <p>Has no state; safe for use by many threads. Costs a few microseconds for each kilobyte, see
 * docs/decisions/0004-mime-own-writer.md.
 */
public final class MimeWriter {
  private static final byte[] DATE = ascii("Date: ");
  private static final byte[] MESSAGE_ID = ascii("\r\nMessage-ID: <");
  private static final byte[] VERSION = ascii(">\r\nMIME-Version: 1.0\r\n");
  private static final byte[] TEXT = ascii("Content-Type: text/plain; charset=UTF-8\r\n");
  private static final byte[] HTML = ascii("Content-Type: text/html; charset=UTF-8\r\n");
  private static final byte[] NEW_LINE = ascii("\r\n");

  /** Room for the headers; the buffer grows when it is not enough. */
  private static final int HEADER_ROOM = 1024;

  private static final long MOST_BYTES = 1L << 30;

  /**
   * Writes one mail.
   *
   * @return the mail, or which field stands in the way
   */
  public MimeResult write(RenderResult.Rendered rendered, MailFacts facts) {
    return write(rendered, facts, MailFiles.NONE);
  }

  /** The same with files: {@code multipart/mixed} and {@code multipart/related} around them. */
  public MimeResult write(RenderResult.Rendered rendered, MailFacts facts, MailFiles files) {
    EmailAddressReading from = EmailAddress.read(rendered.senderAddress());
    if (!(from instanceof EmailAddress sender)) {
      return unwritable("sender", from);
    }
    EmailAddressReading to = EmailAddress.read(facts.recipient());
    if (!(to instanceof EmailAddress recipient)) {
      return unwritable("recipient", to);
    }
    EmailAddress replyTo = null;
    if (rendered.replyTo() != null && !rendered.replyTo().isBlank()) {
      EmailAddressReading reply = EmailAddress.read(rendered.replyTo());
      if (!(reply instanceof EmailAddress address)) {
        return unwritable("replyTo", reply);
      }
      replyTo = address;
    }
    if (!isMessageId(facts.messageId())) {
      return new MimeResult.Unwritable("messageId", "is not of the form left@right");
    }
    for (Publication.Header header : rendered.headers()) {
      Optional<String> flaw = HeaderName.flaw(header.name());
      if (flaw.isPresent()) {
        return new MimeResult.Unwritable("headers", flaw.get());
      }
    }
    String text =
        facts.format() == EmailFormat.HTML && rendered.html() != null ? null : rendered.text();
    String html = facts.format() == EmailFormat.TEXT && text != null ? null : rendered.html();
    if (text == null && html == null) {
      return new MimeResult.Unwritable("body", "has neither text nor HTML");
    }

    long length = (text == null ? 0 : text.length()) + (html == null ? 0 : html.length());
    long room =
        length
            + length / 3
            + HEADER_ROOM
            + MimeFiles.room(files.inline())
            + MimeFiles.room(files.attached());
    if (room > MOST_BYTES) {
      return new MimeResult.Unwritable("attachments", "have more than 1 GiB when they are encoded");
    }
    MimeBuffer out = new MimeBuffer((int) room);
    out.put(DATE);
    MailDate.write(out, facts.date());
    MailHeader.mailbox(out, "From", rendered.senderName(), sender);
    if (replyTo != null) {
      MailHeader.mailbox(
          out, "Reply-To", Objects.requireNonNullElse(rendered.replyName(), ""), replyTo);
    }
    MailHeader.mailbox(out, "To", facts.recipientName(), recipient);
    MailHeader.text(out, "Subject", rendered.subject());
    for (Publication.Header header : rendered.headers()) {
      MailHeader.further(out, header.name(), header.value());
    }
    out.put(MESSAGE_ID);
    out.putAscii(facts.messageId());
    out.put(VERSION);
    // pictures without the HTML that shows them would look like attachments
    List<MailFile> pictures = html == null ? List.of() : files.inline();
    if (files.attached().isEmpty()) {
      body(out, facts.eventId(), text, html, pictures);
    } else {
      String boundary = MimeFiles.boundary("m", facts.eventId());
      MimeFiles.open(out, "multipart/mixed", boundary);
      MimeFiles.delimiter(out, boundary);
      body(out, facts.eventId(), text, html, pictures);
      for (MailFile file : files.attached()) {
        MimeFiles.delimiter(out, boundary);
        MimeFiles.attached(out, file);
      }
      MimeFiles.close(out, boundary);
    }
    return new MimeResult.Written(out.toBytes());
  }

  private static void body(
      MimeBuffer out,
      long eventId,
      @Nullable String text,
      @Nullable String html,
      List<MailFile> pictures) {
    if (text != null && html != null) {
      alternative(out, eventId, text, html, pictures);
    } else if (html != null) {
      related(out, eventId, html, pictures);
    } else if (text != null) {
      part(out, TEXT, text);
      out.put(NEW_LINE);
    }
  }

  private static void alternative(
      MimeBuffer out, long eventId, String text, String html, List<MailFile> pictures) {
    String boundary = MimeFiles.boundary("", eventId);
    MimeFiles.open(out, "multipart/alternative", boundary);
    MimeFiles.delimiter(out, boundary);
    part(out, TEXT, text);
    out.put(NEW_LINE);
    MimeFiles.delimiter(out, boundary);
    related(out, eventId, html, pictures);
    MimeFiles.close(out, boundary);
  }

  private static void related(MimeBuffer out, long eventId, String html, List<MailFile> pictures) {
    if (pictures.isEmpty()) {
      part(out, HTML, html);
      out.put(NEW_LINE);
      return;
    }
    String boundary = MimeFiles.boundary("r", eventId);
    MimeFiles.open(out, "multipart/related; type=\"text/html\"", boundary);
    MimeFiles.delimiter(out, boundary);
    part(out, HTML, html);
    out.put(NEW_LINE);
    for (MailFile picture : pictures) {
      MimeFiles.delimiter(out, boundary);
      MimeFiles.inline(out, picture);
    }
    MimeFiles.close(out, boundary);
  }

  private static void part(MimeBuffer out, byte[] type, String body) {
    out.put(type);
    MailBody.write(out, body.getBytes(StandardCharsets.UTF_8));
  }

  private static MimeResult.Unwritable unwritable(String field, EmailAddressReading reading) {
    return new MimeResult.Unwritable(
        field, reading instanceof EmailAddressReading.Flaw flaw ? flaw.why() : "is not an address");
  }

  /** RFC 5322 §3.6.4, without the brackets; kept far below the line limit. */
  private static boolean isMessageId(String id) {
    int at = id.indexOf('@');
    return id.length() <= 250
        && at > 0
        && at == id.lastIndexOf('@')
        && at < id.length() - 1
        && id.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '<' && c != '>');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
