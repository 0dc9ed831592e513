package io.herald.message.template;

import java.util.Locale;

/**
 * The text that mail programs show beside the subject (EM-10): the first thing in the body of the
 * HTML, hidden where the message itself is shown. Where the HTML has no {@code body}, it comes
 * behind whatever belongs to the head.
 */
final class Preheader {
  private static final String OPEN =
      "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;"
          + "overflow:hidden;mso-hide:all\">";

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String html;

  /** Where the body begins as far as was read: behind the last thing that comes before it. */
  private int begin;

  private Preheader(String html) {
    this.html = html;
  }

  /**
   * @param preheader plain text
   */
  static String insert(String html, String preheader) {
    int at = new Preheader(html).place();
    StringBuilder out =
        new StringBuilder(html.length() + OPEN.length() + 2 * preheader.length() + 16);
    out.append(html, 0, at).append(OPEN);
    Escaping.html(preheader, out);
    return out.append("</div>").append(html, at, html.length()).toString();
  }

  /** Reads tags up to {@code <body>}, or to the first one that can only be in the body. */
  private int place() {
    int at = 0;
    while (at < html.length()) {
      int open = html.indexOf('<', at);
      if (open < 0 || !isBlank(at, open)) {
        // text: the body has begun without saying so
        return begin;
      }
      if (html.startsWith("<!--", open)) {
        at = after("-->", open + 4);
        continue;
      }
      int end = endOfTag(open);
      String name = name(open);
      switch (name) {
        case "body" -> {
          return end;
        }
        case "!doctype", "html", "/html", "head", "/head", "meta", "link", "base", "?xml" ->
            at = end;
        case "title", "style", "script", "noscript", "xml", "template" ->
            at = afterElement(name, end);
        default -> {
          return begin;
        }
      }
      begin = at;
    }
    return begin;
  }

  private boolean isBlank(int from, int to) {
    for (int at = from; at < to; at++) {
      if (html.charAt(at) > ' ' && html.charAt(at) != BYTE_ORDER_MARK) {
        return false;
      }
    }
    return true;
  }

  private String name(int open) {
    int end = open + 1;
    while (end < html.length() && "!?/".indexOf(html.charAt(end)) >= 0) {
      end++;
    }
    while (end < html.length() && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    return html.substring(open + 1, end).toLowerCase(Locale.ROOT);
  }

  /** Behind the {@code >} that closes a tag; not one within quotes. */
  private int endOfTag(int open) {
    char quote = 0;
    for (int at = open + 1; at < html.length(); at++) {
      char c = html.charAt(at);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      }
    }
    return html.length();
  }

  private int afterElement(String name, int from) {
    for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
      if (html.regionMatches(true, at + 2, name, 0, name.length())) {
        return endOfTag(at);
      }
    }
    return html.length();
  }

  private int after(String text, int from) {
    int at = html.indexOf(text, from);
    return at < 0 ? html.length() : at + text.length();
  }
}
