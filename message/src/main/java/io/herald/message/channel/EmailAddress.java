package io.herald.message.channel;

import java.nio.charset.StandardCharsets;

/**
 * One e-mail address that is safe to put into an SMTP command or a header: the practical subset of
 * RFC 5321 §4.1.2 (EM-12), with the internationalised local parts of RFC 6531.
 *
 * <p>Because no control character, no angle bracket and no blank outside quotes gets through, an
 * address can never smuggle a command or a header.
 *
 * @param local the part before the last {@code @}, as given; at most 64 bytes of UTF-8
 * @param domain the part after it in the form for the wire: lower case, internationalised labels as
 *     {@code xn--} labels (RFC 5891), or an address literal in brackets; at most 255 characters
 */
public record EmailAddress(String local, String domain) implements EmailAddressReading {
  private static final int MAX_LOCAL_BYTES = 64;
  private static final int MAX_BYTES = 254;

  /**
   * Reads an address as people and systems write it, without a display name.
   *
   * @return the address, or what is wrong with it; never the text itself, which is personal data
   */
  public static EmailAddressReading read(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return new Flaw("has no @");
    }
    if (at == 0) {
      return new Flaw("has nothing before the @");
    }
    String local = text.substring(0, at);
    int localFlaw = local.charAt(0) == '"' ? flawInQuoted(local) : flawInDotted(local);
    if (localFlaw >= 0) {
      return new Flaw(
          "has a character at place " + (localFlaw + 1) + " that does not belong there");
    }
    if (isAscii(local)
        ? local.length() > MAX_LOCAL_BYTES
        : local.getBytes(StandardCharsets.UTF_8).length > MAX_LOCAL_BYTES) {
      return new Flaw("has more than " + MAX_LOCAL_BYTES + " bytes before the @");
    }
    String domain = MailDomain.toWire(text.substring(at + 1));
    if (domain == null) {
      return new Flaw("has no valid domain after the @");
    }
    if (local.length() + 1 + domain.length() > MAX_BYTES) {
      return new Flaw("is longer than " + MAX_BYTES + " bytes");
    }
    return new EmailAddress(local, domain);
  }

  /** True when only a server with SMTPUTF8 (RFC 6531) can take it. */
  public boolean needsUtf8() {
    return !isAscii(local);
  }

  /** {@code local@domain}, as it goes over the wire. */
  public String wire() {
    return local + '@' + domain;
  }

  /** Dot-separated atoms; the place of the first wrong character, or -1. */
  private static int flawInDotted(String local) {
    boolean atomStarts = true;
    for (int i = 0; i < local.length(); i++) {
      char c = local.charAt(i);
      if (c == '.') {
        if (atomStarts || i == local.length() - 1) {
          return i;
        }
        atomStarts = true;
        continue;
      }
      atomStarts = false;
      if (c < 0x80) {
        if (!isAtomText(c)) {
          return i;
        }
      } else {
        int width = widthOfForeign(local, i);
        if (width == 0) {
          return i;
        }
        i += width - 1;
      }
    }
    return -1;
  }

  /** A quoted string, where blanks and brackets are allowed but controls are not. */
  private static int flawInQuoted(String local) {
    int last = local.length() - 1;
    if (last == 0) {
      return 0;
    }
    for (int i = 1; i < last; i++) {
      char c = local.charAt(i);
      if (c == '\\') {
        i++;
        if (i == last || local.charAt(i) < ' ' || local.charAt(i) > '~') {
          return i;
        }
      } else if (c < ' ' || c == '"' || c == 0x7F) {
        return i;
      } else if (c >= 0x80) {
        int width = widthOfForeign(local, i);
        if (width == 0) {
          return i;
        }
        i += width - 1;
      }
    }
    return local.charAt(last) == '"' ? -1 : last;
  }

  /** How many chars the non-ASCII character takes; 0 when it may not stand in an address. */
  private static int widthOfForeign(String text, int at) {
    int codePoint = text.codePointAt(at);
    boolean allowed =
        !Character.isISOControl(codePoint)
            && !Character.isSpaceChar(codePoint)
            && Character.getType(codePoint) != Character.SURROGATE
            && Character.getType(codePoint) != Character.UNASSIGNED;
    return allowed ? Character.charCount(codePoint) : 0;
  }

  /** RFC 5322 §3.2.3 {@code atext}. */
  private static boolean isAtomText(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
