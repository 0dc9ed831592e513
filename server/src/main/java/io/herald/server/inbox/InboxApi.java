package io.herald.server.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.herald.server.inbox.MailContent.Header;
import io.herald.server.inbox.MailContent.Part;
import io.herald.server.inbox.MailHead.Person;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The mailbox as JSON, with the paths and field names of Mailpit's {@code /api/v1}, so that test
 * suites written for Mailpit run against the inbox. Tags, user names and links to check are always
 * empty.
 */
final class InboxApi {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 10_000;

  /** Shown inline only when a browser cannot run anything from it. */
  private static final Set<String> HARMLESS =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain");

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Mailbox mailbox;
  private final Clock clock;
  private final Instant started;

  InboxApi(Mailbox mailbox, Clock clock) {
    this.mailbox = mailbox;
    this.clock = clock;
    this.started = clock.instant();
  }

  private record Messages(
      int total,
      int unread,
      int count,
      @JsonProperty("messages_count") int messagesCount,
      @JsonProperty("messages_unread") int messagesUnread,
      int start,
      List<String> tags,
      List<Summary> messages) {}

  private record Summary(
      @JsonProperty("ID") String id,
      @JsonProperty("MessageID") String messageId,
      @JsonProperty("Read") boolean read,
      @JsonProperty("From") @Nullable Address from,
      @JsonProperty("To") List<Address> to,
      @JsonProperty("Cc") List<Address> cc,
      @JsonProperty("Bcc") List<Address> bcc,
      @JsonProperty("ReplyTo") List<Address> replyTo,
      @JsonProperty("Subject") String subject,
      @JsonProperty("Created") String created,
      @JsonProperty("Username") String username,
      @JsonProperty("Tags") List<String> tags,
      @JsonProperty("Size") int size,
      @JsonProperty("Attachments") int attachments,
      @JsonProperty("Snippet") String snippet) {}

  private record Message(
      @JsonProperty("ID") String id,
      @JsonProperty("MessageID") String messageId,
      @JsonProperty("From") @Nullable Address from,
      @JsonProperty("To") List<Address> to,
      @JsonProperty("Cc") List<Address> cc,
      @JsonProperty("Bcc") List<Address> bcc,
      @JsonProperty("ReplyTo") List<Address> replyTo,
      @JsonProperty("ReturnPath") String returnPath,
      @JsonProperty("Subject") String subject,
      @JsonProperty("Date") String date,
      @JsonProperty("Tags") List<String> tags,
      @JsonProperty("Username") String username,
      @JsonProperty("Text") String text,
      @JsonProperty("HTML") String html,
      @JsonProperty("Size") int size,
      @JsonProperty("Inline") List<Attachment> inline,
      @JsonProperty("Attachments") List<Attachment> attachments) {}

  private record Address(
      @JsonProperty("Name") String name, @JsonProperty("Address") String address) {
    static @Nullable Address ofNullable(@Nullable Person person) {
      return person == null ? null : new Address(person.name(), person.address());
    }

    static List<Address> of(List<Person> people) {
      return people.stream().map(person -> new Address(person.name(), person.address())).toList();
    }
  }

  private record Attachment(
      @JsonProperty("PartID") String partId,
      @JsonProperty("FileName") String fileName,
      @JsonProperty("ContentType") String contentType,
      @JsonProperty("ContentID") String contentId,
      @JsonProperty("Size") int size) {
    static List<Attachment> of(List<Part> parts) {
      return parts.stream()
          .map(
              part ->
                  new Attachment(
                      part.id(),
                      part.fileName(),
                      part.contentType(),
                      part.contentId(),
                      part.data().length))
          .toList();
    }
  }

  private record Info(
      @JsonProperty("Version") String version,
      @JsonProperty("Messages") int messages,
      @JsonProperty("Unread") int unread,
      @JsonProperty("Tags") Map<String, Integer> tags,
      @JsonProperty("DatabaseSize") long bytes,
      @JsonProperty("RuntimeStats") RuntimeStats runtime) {}

  private record RuntimeStats(
      @JsonProperty("Uptime") long uptimeSeconds, @JsonProperty("Memory") long memoryBytes) {}

  /** What a deletion names; without ids it means everything. */
  private record Deletion(@JsonProperty("IDs") @Nullable List<String> ids) {}

  private record Problem(@JsonProperty("Error") String error) {}

  WebAnswer messages(Map<String, String> query) {
    return list(query, mail -> true);
  }

  WebAnswer search(Map<String, String> query) {
    String words = query.getOrDefault("query", "").strip();
    return words.isEmpty()
        ? problem(400, "no search query: expects ?query=")
        : list(query, MailSearch.parse(words));
  }

  private WebAnswer list(Map<String, String> query, Predicate<KeptMail> wanted) {
    int start = number(query.get("start"), 0, Integer.MAX_VALUE, 0);
    int limit = number(query.get("limit"), 0, MAX_LIMIT, DEFAULT_LIMIT);
    Mailbox.Page page = mailbox.page(wanted, start, limit);
    return json(
        new Messages(
            page.figures().total(),
            page.figures().unread(),
            page.mails().size(),
            page.matching(),
            page.matchingUnread(),
            start,
            List.of(),
            page.mails().stream().map(InboxApi::summary).toList()));
  }

  private static Summary summary(KeptMail mail) {
    MailHead head = mail.head();
    return new Summary(
        mail.id(),
        head.messageId(),
        mail.read(),
        Address.ofNullable(head.from()),
        Address.of(head.to()),
        Address.of(head.cc()),
        Address.of(head.bcc()),
        Address.of(head.replyTo()),
        head.subject(),
        head.received().toString(),
        "",
        List.of(),
        head.size(),
        mail.summary().attachments(),
        mail.summary().snippet());
  }

  /** One mail; asking for it marks it as read. */
  WebAnswer message(String id) {
    return withMail(
        id,
        mail -> {
          MailContent content = mail.content();
          MailHead head = content.head();
          mailbox.markRead(mail);
          return json(
              new Message(
                  mail.id(),
                  head.messageId(),
                  Address.ofNullable(head.from()),
                  Address.of(head.to()),
                  Address.of(head.cc()),
                  Address.of(head.bcc()),
                  Address.of(head.replyTo()),
                  head.sender(),
                  head.subject(),
                  head.date().toString(),
                  List.of(),
                  "",
                  content.text(),
                  content.html(),
                  head.size(),
                  Attachment.of(content.inline()),
                  Attachment.of(content.attachments())));
        });
  }

  /** The bytes of a mail as they came; labelled as text, as Mailpit does. */
  WebAnswer raw(String id, Map<String, String> query) {
    return withMail(
        id,
        mail -> {
          WebAnswer raw =
              new WebAnswer(200, "text/plain; charset=utf-8", mail.mail().raw(), Map.of());
          return query.getOrDefault("dl", "").equals("1")
              ? raw.with("Content-Disposition", "attachment; filename=\"" + mail.id() + ".eml\"")
              : raw;
        });
  }

  /** Header names with all their values. */
  WebAnswer headers(String id) {
    return withMail(
        id,
        mail ->
            json(
                mail.content().headers().stream()
                    .collect(
                        Collectors.groupingBy(
                            Header::name,
                            LinkedHashMap::new,
                            Collectors.mapping(Header::value, Collectors.toList())))));
  }

  /** An attachment. Only kinds a browser cannot run are labelled as what they are. */
  WebAnswer part(String id, String partId) {
    return withMail(
        id,
        mail ->
            mail.content()
                .part(partId)
                .map(InboxApi::download)
                .orElseGet(() -> problem(404, "no such part in this message")));
  }

  private static WebAnswer download(Part part) {
    boolean harmless = HARMLESS.contains(part.contentType());
    String name = part.fileName().isEmpty() ? "part-" + part.id() : part.fileName();
    return new WebAnswer(
            200,
            harmless ? part.contentType() : "application/octet-stream",
            part.data(),
            Map.of("Content-Security-Policy", "sandbox; default-src 'none'"))
        .with(
            "Content-Disposition",
            (harmless ? "inline" : "attachment") + "; filename*=UTF-8''" + percentEncoded(name));
  }

  /** Forgets the mails the body names, or all. */
  WebAnswer delete(byte[] body) {
    List<String> ids = List.of();
    if (!new String(body, StandardCharsets.UTF_8).isBlank()) {
      try {
        List<String> named = JSON.readValue(body, Deletion.class).ids();
        ids = named == null ? List.of() : named;
      } catch (JacksonException e) {
        return problem(400, "expects {\"IDs\": [\"…\"]}, or no body to delete everything");
      }
    }
    if (ids.isEmpty()) {
      mailbox.clear();
    } else {
      mailbox.remove(ids);
    }
    return WebAnswer.text(200, "ok");
  }

  WebAnswer info() {
    Mailbox.Figures figures = mailbox.figures();
    Runtime runtime = Runtime.getRuntime();
    return json(
        new Info(
            "herald",
            figures.total(),
            figures.unread(),
            Map.of(),
            figures.bytes(),
            new RuntimeStats(
                Duration.between(started, clock.instant()).toSeconds(),
                runtime.totalMemory() - runtime.freeMemory())));
  }

  static WebAnswer problem(int status, String message) {
    return WebAnswer.json(status, JSON.writeValueAsBytes(new Problem(message)));
  }

  private static WebAnswer json(Object value) {
    return WebAnswer.json(200, JSON.writeValueAsBytes(value));
  }

  private WebAnswer withMail(String id, Function<KeptMail, WebAnswer> answer) {
    return (id.equals("latest") ? mailbox.newest() : mailbox.find(id))
        .map(answer)
        .orElseGet(() -> problem(404, "no such message"));
  }

  /** A number a caller gave, moved into its bounds; nonsense counts as not given, as in Mailpit. */
  static int number(@Nullable String text, int min, int max, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return (int) Math.clamp(Long.parseLong(text), min, (long) max);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** RFC 8187. */
  private static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if ((octet >= '0' && octet <= '9')
          || (octet >= 'A' && octet <= 'Z')
          || (octet >= 'a' && octet <= 'z')
          || octet == '.'
          || octet == '-'
          || octet == '_') {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(String.format("%02X", octet));
      }
    }
    return encoded.toString();
  }
}
