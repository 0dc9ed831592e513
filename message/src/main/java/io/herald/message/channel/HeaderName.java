package io.herald.message.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of the header lines that a template may add to its mails (EM-3). */
public final class HeaderName {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,62}");

  /** What the product or the relays on the way write: another one would make the mail ambiguous. */
  private static final Set<String> TAKEN =
      Set.of(
          "from",
          "sender",
          "to",
          "cc",
          "bcc",
          "reply-to",
          "subject",
          "date",
          "message-id",
          "return-path",
          "received",
          "received-spf",
          "delivered-to",
          "mime-version",
          "dkim-signature",
          "domainkey-signature",
          "authentication-results");

  private HeaderName() {}

  /**
   * What is wrong with a name: continues the sentence "the name …", without a full stop; empty:
   * nothing.
   */
  public static Optional<String> flaw(String name) {
    if (!FORM.matcher(name).matches()) {
      return Optional.of("has 1 to 63 letters, digits and hyphens and begins with a letter");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean taken =
        TAKEN.contains(lower)
            || lower.startsWith("content-")
            || lower.startsWith("resent-")
            || lower.startsWith("arc-");
    return taken
        ? Optional.of(
            "is " + name + ", which the product writes itself: use the field that is made for it")
        : Optional.empty();
  }
}
