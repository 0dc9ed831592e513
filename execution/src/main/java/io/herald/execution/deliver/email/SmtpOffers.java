package io.herald.execution.deliver.email;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a server said it can do (RFC 5321 §4.1.1.1), as far as we use it.
 *
 * @param pipelining commands in groups (RFC 2920)
 * @param size the SIZE parameter (RFC 1870)
 * @param eightBitMime 8-bit content (RFC 6152)
 * @param utf8 non-ASCII addresses and headers (RFC 6531)
 * @param startTls encryption (RFC 3207)
 * @param auth names of SASL mechanisms in capitals (RFC 4954)
 */
record SmtpOffers(
    boolean pipelining,
    boolean size,
    boolean eightBitMime,
    boolean utf8,
    boolean startTls,
    Set<String> auth) {
  SmtpOffers {
    auth = Set.copyOf(auth);
  }

  /** Reads the answer to EHLO; what is unknown is passed over. */
  static SmtpOffers in(SmtpReply ehlo) {
    Set<String> keywords = new HashSet<>();
    Set<String> auth = new HashSet<>();
    List<String> lines = ehlo.lines();
    for (String line : lines.subList(1, lines.size())) {
      // some old servers write AUTH=PLAIN
      String[] words = line.strip().toUpperCase(Locale.ROOT).split("[ =]+");
      keywords.add(words[0]);
      if (words[0].equals("AUTH")) {
        auth.addAll(List.of(words).subList(1, words.length));
      }
    }
    return new SmtpOffers(
        keywords.contains("PIPELINING"),
        keywords.contains("SIZE"),
        keywords.contains("8BITMIME"),
        keywords.contains("SMTPUTF8"),
        keywords.contains("STARTTLS"),
        auth);
  }
}
