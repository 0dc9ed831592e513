package io.herald.message.channel;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The domain of an e-mail address in the form DNS and SMTP use.
 *
 * <p>Labels outside ASCII become {@code xn--} labels as IDNA 2008 has it. The JDK's own {@link
 * java.net.IDN} follows the older IDNA 2003, which turns {@code straße} into {@code strasse}: a
 * different domain that may belong to somebody else.
 */
final class MailDomain {
  private static final int MAX_LABEL = 63;
  private static final int MAX_DOMAIN = 255;

  private MailDomain() {}

  /** The domain for the wire; null when it is none. */
  static @Nullable String toWire(String domain) {
    if (domain.startsWith("[")) {
      return isLiteral(domain) ? domain : null;
    }
    String lower = isAscii(domain) ? domain.toLowerCase(Locale.ROOT) : normalised(domain);
    if (lower == null) {
      return null;
    }
    StringBuilder wire = new StringBuilder(lower.length() + 8);
    int start = 0;
    while (true) {
      int dot = lower.indexOf('.', start);
      String label = lower.substring(start, dot < 0 ? lower.length() : dot);
      if (!isAscii(label)) {
        label = Punycode.encode(label);
      }
      if (!isLabel(label)) {
        return null;
      }
      wire.append(label);
      if (dot < 0) {
        return wire.length() <= MAX_DOMAIN ? wire.toString() : null;
      }
      wire.append('.');
      start = dot + 1;
    }
  }

  /** Lower case, compatibility forms replaced, the dots of other scripts made plain. */
  private static @Nullable String normalised(String domain) {
    if (domain.length() > MAX_DOMAIN) {
      return null;
    }
    String form =
        Normalizer.normalize(
            Normalizer.normalize(domain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKC);
    form = form.replace('\u3002', '.');
    boolean allowed =
        form.codePoints().allMatch(c -> c < 0x80 || Character.isLetterOrDigit(c) || isMark(c));
    return allowed ? form : null;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        // joiners that some scripts need, and the middle dots of Catalan and Japanese
        || codePoint == 0x200C
        || codePoint == 0x200D
        || codePoint == 0x00B7
        || codePoint == 0x30FB;
  }

  private static boolean isLabel(String label) {
    int length = label.length();
    if (length == 0
        || length > MAX_LABEL
        || label.charAt(0) == '-'
        || label.charAt(length - 1) == '-') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = label.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return true;
  }

  /** {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}; RFC 5321 §4.1.3. */
  private static boolean isLiteral(String domain) {
    int last = domain.length() - 1;
    if (last < 2 || last > 64 || domain.charAt(last) != ']') {
      return false;
    }
    int start = domain.regionMatches(true, 1, "IPv6:", 0, 5) ? 6 : 1;
    for (int i = start; i < last; i++) {
      char c = domain.charAt(i);
      if (!(Character.digit(c, 16) >= 0 && c < 0x80) && c != '.' && c != ':') {
        return false;
      }
    }
    return start < last;
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
