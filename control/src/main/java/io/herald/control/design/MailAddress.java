package io.herald.control.design;

import java.util.regex.Pattern;

/**
 * The form of an e-mail address as RFC 5321 section 4.1.2 allows it to a sender, without quoted
 * local parts and address literals; letters of any script (RFC 6531).
 */
public final class MailAddress {
  private static final String ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL =
      "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?";
  private static final Pattern FORM =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");
  // RFC 5321 section 4.5.3.1: 256 octets of path, with the angle brackets
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_PART = 64;

  private MailAddress() {}

  /** Whether it is of this form, and not too long. */
  public static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH
        && text.indexOf('@') <= MAX_LOCAL_PART
        && FORM.matcher(text).matches();
  }
}
