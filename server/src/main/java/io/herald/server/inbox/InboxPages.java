package io.herald.server.inbox;

import io.herald.server.inbox.MailContent.Header;
import io.herald.server.inbox.MailContent.Part;
import io.herald.server.inbox.MailHead.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The mailbox for people: a list, and one mail in four views. Works without script; the script only
 * keeps the list current, shows times in the reader's zone and adds keys.
 */
final class InboxPages {
  private static final int PAGE = 50;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A reference from the HTML of a mail to a part of the same mail (RFC 2392). */
  private static final Pattern CID = Pattern.compile("(?i)([\"'(=]\\s*)cid:([^\"')\\s>]{1,250})");

  private final Mailbox mailbox;

  InboxPages(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** The list as a page. */
  WebAnswer list(Map<String, String> query) {
    String words = query.getOrDefault("query", "").strip();
    String body =
        """
        <header class="bar">
          <h1><a href="/">Herald inbox</a></h1>
          <form action="/" role="search">
            <input type="search" name="query" id="search" value="%s" placeholder="Search: word, to:anna, subject:order"
                   aria-label="Search mails" autocomplete="off">
          </form>
        </header>
        <main id="mails" data-refresh="/list?%s">
        %s</main>
        <footer>Every mail sent to the SMTP port of this inbox ends here and goes no further.
          <span class="keys">Keys: <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>/</kbd> searches.</span>
        </footer>
        """
            .formatted(escaped(words), escaped(asQuery(query)), listBody(query));
    return WebAnswer.page(200, page(words.isEmpty() ? "Inbox" : "Search: " + words, body));
  }

  /** Only what changes when a mail comes, for the script. */
  WebAnswer listAlone(Map<String, String> query) {
    return WebAnswer.page(200, listBody(query));
  }

  private String listBody(Map<String, String> query) {
    String words = query.getOrDefault("query", "").strip();
    int start = InboxApi.number(query.get("start"), 0, Integer.MAX_VALUE, 0);
    Mailbox.Page page = mailbox.page(MailSearch.parse(words), start, PAGE);
    StringBuilder html = new StringBuilder();
    html.append("<p class=\"count\" role=\"status\">").append(count(page, words)).append("</p>\n");
    if (page.mails().isEmpty()) {
      html.append(
          words.isEmpty()
              ? "<p class=\"empty\">No mail yet. This page shows the next one by itself.</p>\n"
              : "<p class=\"empty\">No mail matches. <a href=\"/\">Show all</a></p>\n");
      return html.toString();
    }
    html.append("<ul class=\"mails\">\n");
    page.mails().forEach(mail -> html.append(row(mail)));
    return html.append("</ul>\n").append(pager(query, start, page.matching())).toString();
  }

  private static String count(Mailbox.Page page, String words) {
    String mails = page.matching() == 1 ? "1 mail" : page.matching() + " mails";
    String matching = words.isEmpty() ? "" : " found";
    return page.matchingUnread() == 0
        ? mails + matching
        : mails + matching + ", " + page.matchingUnread() + " not read yet";
  }

  private static String row(KeptMail mail) {
    MailHead head = mail.head();
    List<Person> shown = head.to().isEmpty() ? head.bcc() : head.to();
    return """
        <li><a class="row%s" href="/mail/%s">
          <span class="who">%s</span>%s
          <span class="what"><span class="subject">%s</span> <span class="snippet">%s</span></span>
        </a></li>
        """
        .formatted(
            mail.read() ? "" : " new",
            mail.id(),
            escaped(people(shown)),
            time(head.received()),
            escaped(subject(head.subject())),
            escaped(mail.summary().snippet()));
  }

  private static String pager(Map<String, String> query, int start, int matching) {
    StringBuilder html = new StringBuilder("<nav class=\"pager\" aria-label=\"Pages\">");
    if (start > 0) {
      html.append(pageLink(query, Math.max(0, start - PAGE), "prev", "Newer"));
    }
    if (start + PAGE < matching) {
      html.append(pageLink(query, start + PAGE, "next", "Older"));
    }
    return html.append("</nav>\n").toString();
  }

  private static String pageLink(Map<String, String> query, int start, String rel, String label) {
    Map<String, String> other = new TreeMap<>(query);
    other.put("start", Integer.toString(start));
    return "<a rel=\"%s\" href=\"/?%s\">%s</a>".formatted(rel, escaped(asQuery(other)), label);
  }

  /** One mail as a page; looking at it marks it as read. */
  WebAnswer mail(String id, Map<String, String> query) {
    KeptMail mail = mailbox.find(id).orElse(null);
    if (mail == null) {
      return unknown();
    }
    MailContent content = mail.content();
    MailHead head = content.head();
    mailbox.markRead(mail);
    String first = content.html().isEmpty() ? "text" : "html";
    String view = query.getOrDefault("view", first);
    String subject = subject(head.subject());
    String body =
        """
        <header class="bar"><h1><a href="/">Herald inbox</a></h1></header>
        <main class="mail">
        <h2>%s</h2>
        <dl class="facts">
          <dt>From</dt><dd>%s</dd>
          <dt>To</dt><dd>%s</dd>
          <dt>Received</dt><dd>%s</dd>
        </dl>
        <nav class="views" aria-label="Views">%s</nav>
        %s
        %s</main>
        <footer><a href="/" rel="up">All mails</a>
          <span class="keys">Keys: <kbd>1</kbd>–<kbd>4</kbd> views, <kbd>u</kbd> back to the list.</span></footer>
        """
            .formatted(
                escaped(subject),
                escaped(head.from() == null ? "nobody" : head.from().toString()),
                escaped(people(everybody(head))),
                time(head.received()),
                views(mail.id(), view),
                shown(mail, content, view),
                attachments(mail.id(), content));
    return WebAnswer.page(200, page(subject, body));
  }

  /** The HTML of a mail by itself, for the frame. */
  WebAnswer html(String id) {
    return mailbox
        .find(id)
        .map(mail -> WebAnswer.foreignHtml(frame(mail.id(), mail.content())))
        .orElseGet(this::unknown);
  }

  WebAnswer unknown() {
    String body =
        """
        <header class="bar"><h1><a href="/">Herald inbox</a></h1></header>
        <main><p class="empty">Nothing is here: the mail was deleted, made room for newer ones, or never was.
        <a href="/">Show all mails</a></p></main>
        """;
    return WebAnswer.page(404, page("Not found", body));
  }

  private static List<Person> everybody(MailHead head) {
    return List.of(head.to(), head.cc(), head.bcc()).stream().flatMap(List::stream).toList();
  }

  private static String views(String id, String current) {
    return List.of("html", "text", "headers", "raw").stream()
        .map(
            view ->
                "<a href=\"/mail/%s?view=%s\"%s>%s</a>"
                    .formatted(
                        id,
                        view,
                        view.equals(current) ? " aria-current=\"page\"" : "",
                        view.equals("html")
                            ? "HTML"
                            : view.substring(0, 1).toUpperCase(Locale.ROOT) + view.substring(1)))
        .collect(Collectors.joining());
  }

  private static String shown(KeptMail mail, MailContent content, String view) {
    return switch (view) {
      case "headers" ->
          "<dl class=\"headers\">"
              + content.headers().stream().map(InboxPages::header).collect(Collectors.joining())
              + "</dl>";
      case "raw" ->
          "<p><a href=\"/api/v1/message/%s/raw?dl=1\">Download as .eml</a></p><pre tabindex=\"0\">%s</pre>"
              .formatted(mail.id(), escaped(new String(mail.mail().raw(), StandardCharsets.UTF_8)));
      case "text" ->
          content.text().isEmpty()
              ? "<p class=\"empty\">This mail has no text part.</p>"
              : "<pre class=\"text\" tabindex=\"0\">" + escaped(content.text()) + "</pre>";
      default ->
          content.html().isEmpty()
              ? "<p class=\"empty\">This mail has no HTML part.</p>"
              : """
                <iframe title="The mail as HTML" src="/mail/%s/html" referrerpolicy="no-referrer"
                        sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
                <p class="note">Shown without scripts and without anything loaded from elsewhere.</p>"""
                  .formatted(mail.id());
    };
  }

  private static String header(Header header) {
    return "<dt>%s</dt><dd>%s</dd>".formatted(escaped(header.name()), escaped(header.value()));
  }

  private static String attachments(String id, MailContent content) {
    if (content.attachments().isEmpty()) {
      return "";
    }
    return content.attachments().stream()
        .map(part -> attachment(id, part))
        .collect(
            Collectors.joining(
                "",
                "<section class=\"attachments\"><h3>Attachments</h3><ul>",
                "</ul></section>\n"));
  }

  private static String attachment(String id, Part part) {
    return "<li><a href=\"/api/v1/message/%s/part/%s\">%s</a> <span class=\"snippet\">%s, %,d bytes</span></li>"
        .formatted(
            id,
            escaped(part.id()),
            escaped(part.fileName().isEmpty() ? "Part " + part.id() : part.fileName()),
            escaped(part.contentType()),
            part.data().length);
  }

  private static String frame(String id, MailContent content) {
    Matcher reference = CID.matcher(content.html());
    String html =
        reference.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1)
                        + content.inline().stream()
                            .filter(part -> part.contentId().equals(found.group(2)))
                            .findFirst()
                            .map(part -> "/api/v1/message/" + id + "/part/" + part.id())
                            .orElse("")));
    // links leave the frame, which has no bars of its own to come back with
    return "<!doctype html><meta charset=\"utf-8\"><base target=\"_blank\">" + html;
  }

  private static String people(List<Person> people) {
    return people.stream().map(Person::toString).collect(Collectors.joining(", "));
  }

  private static String subject(String subject) {
    return subject.isBlank() ? "(no subject)" : subject;
  }

  private static String time(Instant instant) {
    return "<time datetime=\"%s\">%s</time>".formatted(instant, UTC.format(instant));
  }

  private static String asQuery(Map<String, String> query) {
    return query.entrySet().stream()
        .filter(entry -> entry.getKey().equals("query") || entry.getKey().equals("start"))
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s – Herald inbox</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/inbox.css">
        <script src="/inbox.js" defer></script>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(escaped(title), body);
  }

  /** Text for an element or a quoted attribute. */
  static String escaped(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }
}
