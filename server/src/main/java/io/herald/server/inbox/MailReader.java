package io.herald.server.inbox;

import io.herald.server.inbox.MailContent.Header;
import io.herald.server.inbox.MailContent.Part;
import io.herald.server.inbox.MailHead.Person;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes one mail apart (RFC 5322, RFC 2045 to 2047). Lenient: a mail is shown as well as it can be,
 * and a broken part never hides the others. Used once, by one thread.
 */
final class MailReader {
  /** A mail may nest parts in parts; deeper ones are shown as attachments. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_PARTS = 200;

  private static final Session LENIENT = Session.getInstance(lenient());

  private final ReceivedMail mail;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final List<Part> inline = new ArrayList<>();
  private final List<Part> attachments = new ArrayList<>();
  private int parts;

  MailReader(ReceivedMail mail) {
    this.mail = mail;
  }

  /** Reads the header only, in some tens of microseconds. Never fails. */
  MailHead head() {
    try {
      return head(message());
    } catch (MessagingException | RuntimeException e) {
      return unreadableHead();
    }
  }

  /** Takes the whole mail apart. Never fails: what cannot be understood is shown as it came. */
  MailContent content() {
    try {
      MimeMessage message = message();
      take(message, "", 0);
      return new MailContent(
          head(message),
          text.toString(),
          html.toString(),
          List.copyOf(inline),
          List.copyOf(attachments),
          headers(message));
    } catch (MessagingException | RuntimeException e) {
      // a foreign parser on foreign bytes: whatever it stumbles over, the mail is still shown
      String raw = new String(mail.raw(), StandardCharsets.UTF_8);
      return new MailContent(unreadableHead(), raw, "", List.of(), List.of(), List.of());
    }
  }

  private MimeMessage message() throws MessagingException {
    return new MimeMessage(LENIENT, new SharedByteArrayInputStream(mail.raw()));
  }

  private MailHead head(MimeMessage message) throws MessagingException {
    List<Person> from = people(message, "From");
    List<Person> to = people(message, "To");
    List<Person> cc = people(message, "Cc");
    Date date = message.getSentDate();
    return new MailHead(
        unbracketed(message.getHeader("Message-ID", null)),
        from.isEmpty() ? null : from.getFirst(),
        to,
        cc,
        blindCopies(people(message, "Bcc"), to, cc),
        people(message, "Reply-To"),
        decoded(message.getHeader("Subject", null)),
        date == null ? mail.received() : date.toInstant(),
        mail.sender(),
        mail.received(),
        mail.raw().length);
  }

  private MailHead unreadableHead() {
    return new MailHead(
        "",
        null,
        List.of(),
        List.of(),
        blindCopies(List.of(), List.of(), List.of()),
        List.of(),
        "",
        mail.received(),
        mail.sender(),
        mail.received(),
        mail.raw().length);
  }

  private void take(MimePart part, String id, int depth) throws MessagingException {
    if (++parts > MAX_PARTS) {
      return;
    }
    ContentType type = type(part);
    boolean attached = "attachment".equalsIgnoreCase(disposition(part));
    if (type.match("multipart/*") && depth < MAX_DEPTH && !attached && takeAll(part, id, depth)) {
      return;
    }
    String name = fileName(part, type);
    boolean body = !attached && name.isEmpty();
    if (body && type.match("text/html")) {
      html.append(new String(data(part), charset(type)));
    } else if (body && type.match("text/plain")) {
      text.append(text.isEmpty() ? "" : "\n").append(new String(data(part), charset(type)));
    } else {
      String contentId = unbracketed(part.getHeader("Content-ID", null));
      String baseType = type.getBaseType().toLowerCase(Locale.ROOT);
      List<Part> list = attached || contentId.isEmpty() ? attachments : inline;
      list.add(new Part(id.isEmpty() ? "1" : id, name, baseType, contentId, data(part)));
    }
  }

  /** Takes the parts of a multipart; false when it cannot be divided. */
  private boolean takeAll(MimePart part, String id, int depth) {
    try {
      MimeMultipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
      int count = multipart.getCount();
      for (int i = 0; i < count; i++) {
        String childId = id.isEmpty() ? Integer.toString(i + 1) : id + "." + (i + 1);
        if (multipart.getBodyPart(i) instanceof MimePart child) {
          take(child, childId, depth + 1);
        }
      }
      return true;
    } catch (MessagingException e) {
      return false;
    }
  }

  private static ContentType type(MimePart part) {
    try {
      return new ContentType(part.getContentType());
    } catch (MessagingException e) {
      return new ContentType("text", "plain", null);
    }
  }

  private static String disposition(MimePart part) {
    try {
      String disposition = part.getDisposition();
      return disposition == null ? "" : disposition;
    } catch (MessagingException e) {
      return "";
    }
  }

  private static String fileName(MimePart part, ContentType type) {
    try {
      String name = part.getFileName();
      if (name == null) {
        name = type.getParameter("name");
      }
      return decoded(name);
    } catch (MessagingException e) {
      return "";
    }
  }

  private static Charset charset(ContentType type) {
    String name = type.getParameter("charset");
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** The decoded bytes; as they stand when they cannot be decoded. */
  private static byte[] data(MimePart part) {
    try (InputStream decoded = part.getInputStream()) {
      return decoded.readAllBytes();
    } catch (IOException | MessagingException e) {
      try (InputStream raw = rawStream(part)) {
        return raw.readAllBytes();
      } catch (IOException | MessagingException again) {
        return new byte[0];
      }
    }
  }

  private static InputStream rawStream(MimePart part) throws MessagingException {
    return switch (part) {
      case MimeMessage message -> message.getRawInputStream();
      case MimeBodyPart body -> body.getRawInputStream();
      default -> InputStream.nullInputStream();
    };
  }

  private static List<Person> people(MimeMessage message, String header) throws MessagingException {
    String[] lines = message.getHeader(header);
    List<Person> people = new ArrayList<>();
    for (String line : lines == null ? new String[0] : lines) {
      try {
        for (InternetAddress address : InternetAddress.parseHeader(line, false)) {
          people.add(new Person(orEmpty(address.getPersonal()), orEmpty(address.getAddress())));
        }
      } catch (AddressException e) {
        people.add(new Person("", decoded(line)));
      }
    }
    return List.copyOf(people);
  }

  /** The envelope knows recipients that no header names: those are blind copies. */
  private List<Person> blindCopies(List<Person> named, List<Person> to, List<Person> cc) {
    Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (List<Person> people : List.of(named, to, cc)) {
      people.forEach(person -> seen.add(person.address()));
    }
    List<Person> all = new ArrayList<>(named);
    for (String recipient : mail.recipients()) {
      if (seen.add(recipient)) {
        all.add(new Person("", recipient));
      }
    }
    return List.copyOf(all);
  }

  private static List<Header> headers(MimeMessage message) throws MessagingException {
    return Collections.list(message.getAllHeaders()).stream()
        .map(header -> new Header(header.getName(), decoded(header.getValue())))
        .toList();
  }

  private static String decoded(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String unfolded = MimeUtility.unfold(value);
    try {
      return MimeUtility.decodeText(unfolded).strip();
    } catch (UnsupportedEncodingException e) {
      return unfolded.strip();
    }
  }

  private static String unbracketed(@Nullable String id) {
    String stripped = id == null ? "" : id.strip();
    return stripped.startsWith("<") && stripped.endsWith(">")
        ? stripped.substring(1, stripped.length() - 1)
        : stripped;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Properties lenient() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    properties.setProperty("mail.mime.address.strict", "false");
    return properties;
  }
}
