package io.herald.server.inbox;

import java.util.regex.Pattern;

/**
 * What a list shows of a mail's body.
 *
 * @param attachments how many, inline ones not counted
 * @param snippet the beginning of its text, at most 250 characters on one line
 */
record MailSummary(int attachments, String snippet) {

  private static final int SNIPPET = 250;

  /** HTML beyond this is not looked at for a snippet. */
  private static final int HTML_LOOKED_AT = 64 * 1024;

  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(head|style|script|title)\\b.*?(?:</\\1\\s*>|\\z)|<!--.*?(?:-->|\\z)");
  private static final Pattern TAG = Pattern.compile("<[^<>]*>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  static MailSummary of(MailContent mail) {
    return new MailSummary(
        mail.attachments().size(),
        snippet(mail.text().isBlank() ? textOf(mail.html()) : mail.text()));
  }

  private static String snippet(String text) {
    String start = text.substring(0, Math.min(text.length(), 4 * SNIPPET));
    String line = BLANKS.matcher(start).replaceAll(" ").strip();
    int end = Math.min(line.length(), SNIPPET);
    if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }

  /** A reader's impression of HTML: good enough for one line of a list, not for anything else. */
  private static String textOf(String html) {
    String start = html.substring(0, Math.min(html.length(), HTML_LOOKED_AT));
    return TAG.matcher(UNSEEN.matcher(start).replaceAll(" "))
        .replaceAll(" ")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
