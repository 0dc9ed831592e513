package io.herald.execution.collect;

import java.net.IDN;
import java.util.Optional;

/**
 * Whether a text can be an e-mail address: the part of RFC 5321 section 4.1.2 that is in use, with
 * the letters of all scripts (RFC 6531 section 3.3). Quoted local parts, address literals and
 * domains without a dot are refused. Pure functions.
 */
final class MailAddressSyntax {
  private static final int MAX_LOCAL_BYTES = 64; // RFC 5321 section 4.5.3.1.1
  private static final int MAX_DOMAIN_BYTES = 255; // RFC 5321 section 4.5.3.1.2
  private static final int MAX_LABEL_BYTES = 63; // RFC 1035 section 2.3.4
  private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~"; // RFC 5322 section 3.2.3

  private MailAddressSyntax() {}

  /** What is wrong with the text, to be read after the field's name; empty when nothing is. */
  static Optional<String> complaint(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return Optional.of("has no @; expected an address such as name@example.com");
    }
    String local = address.substring(0, at);
    String domain = address.substring(at + 1);
    if (local.isEmpty() || Texts.utf8Length(local) > MAX_LOCAL_BYTES) {
      return Optional.of("must have 1 to 64 bytes in front of the @");
    }
    if (!dotted(local, MailAddressSyntax::mayStandInAtom)) {
      return Optional.of(
          "has a character or a dot in front of the @ that is not allowed there; quoted names are"
              + " not supported");
    }
    if (!isDomain(domain)) {
      return Optional.of(
          "must end in a domain name with at least one dot, such as example.com, behind the @");
    }
    return Optional.empty();
  }

  private static boolean isDomain(String domain) {
    if (domain.indexOf('.') < 0 || !dotted(domain, MailAddressSyntax::mayStandInLabel)) {
      return false;
    }
    String ascii;
    try {
      ascii = isAscii(domain) ? domain : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return false; // not a name that can be asked for in the DNS
    }
    if (ascii.length() > MAX_DOMAIN_BYTES) {
      return false;
    }
    String[] labels = ascii.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty()
          || label.length() > MAX_LABEL_BYTES
          || label.startsWith("-")
          || label.endsWith("-")) {
        return false;
      }
    }
    // 192.0.2.1 is an address, not a name: no top-level domain is a number (RFC 3696 section 2)
    return !labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private interface Allowed {
    boolean test(int codePoint);
  }

  /** One or more non-empty parts of allowed characters, separated by single dots. */
  private static boolean dotted(String text, Allowed allowed) {
    boolean partIsEmpty = true;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint == '.') {
        if (partIsEmpty) {
          return false;
        }
        partIsEmpty = true;
      } else if (allowed.test(codePoint)) {
        partIsEmpty = false;
      } else {
        return false;
      }
    }
    return !partIsEmpty;
  }

  private static boolean mayStandInAtom(int c) {
    return isAsciiLetterOrDigit(c) || ATOM_SIGNS.indexOf(c) >= 0 || isForeign(c);
  }

  private static boolean mayStandInLabel(int c) {
    return isAsciiLetterOrDigit(c) || c == '-' || isForeign(c);
  }

  private static boolean isAsciiLetterOrDigit(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Beyond ASCII anything that can be seen: no blanks, controls, formats or halves of a pair. */
  private static boolean isForeign(int c) {
    return c >= 0x80
        && switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.PRIVATE_USE,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
