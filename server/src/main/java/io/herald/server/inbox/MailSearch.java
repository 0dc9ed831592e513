package io.herald.server.inbox;

import io.herald.server.inbox.MailHead.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words that a mail must hold, in the notation of Mailpit: {@code word}, {@code "two words"},
 * {@code from:}, {@code to:}, {@code cc:}, {@code bcc:}, {@code subject:}, {@code message-id:},
 * {@code is:read}, {@code is:unread}; a leading {@code -} or {@code !} turns one around. Letter
 * case does not matter; all must hold.
 */
final class MailSearch {
  private static final int MAX_QUERY = 1000;
  private static final Pattern TERM =
      Pattern.compile("([-!]?)(?:([a-zA-Z-]+):)?(?:\"([^\"]*)\"|(\\S+))");

  private MailSearch() {}

  /** The condition a query stands for; an empty query matches everything. */
  static Predicate<KeptMail> parse(String query) {
    List<Predicate<KeptMail>> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(query.substring(0, Math.min(query.length(), MAX_QUERY)));
    while (matcher.find()) {
      String field = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
      String given = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
      Predicate<KeptMail> term = term(field, given.toLowerCase(Locale.ROOT));
      terms.add(matcher.group(1).isEmpty() ? term : term.negate());
    }
    return terms.stream().reduce(mail -> true, Predicate::and);
  }

  private static Predicate<KeptMail> term(String field, String word) {
    return switch (field) {
      case "from" -> mail -> names(fromOf(mail.head()), word);
      case "to" -> mail -> names(mail.head().to(), word);
      case "cc" -> mail -> names(mail.head().cc(), word);
      case "bcc" -> mail -> names(mail.head().bcc(), word);
      case "subject" -> mail -> holds(mail.head().subject(), word);
      case "message-id" -> mail -> holds(mail.head().messageId(), word);
      case "is" -> mail -> mail.read() == word.equals("read");
      case "" -> mail -> anywhere(mail, word);
      default -> mail -> anywhere(mail, field + ":" + word);
    };
  }

  private static boolean anywhere(KeptMail mail, String word) {
    MailHead head = mail.head();
    if (holds(head.subject(), word)
        || names(fromOf(head), word)
        || names(head.to(), word)
        || names(head.cc(), word)
        || names(head.bcc(), word)) {
      return true;
    }
    MailContent content = mail.content();
    return holds(content.text(), word) || holds(content.html(), word);
  }

  private static List<Person> fromOf(MailHead head) {
    return Stream.ofNullable(head.from()).toList();
  }

  private static boolean names(List<Person> people, String word) {
    return people.stream().anyMatch(person -> holds(person.toString(), word));
  }

  private static boolean holds(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }
}
