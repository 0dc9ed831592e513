package io.herald.control.design;

import java.util.ArrayList;
import java.util.List;

/**
 * The address of a link in a template's HTML, as it is written there, expressions and all.
 *
 * @param at where it begins in the HTML, from 0
 */
record Link(String address, int at) {

  /** All of them, in order. Reads the text once, whatever it holds. */
  static List<Link> in(String html) {
    List<Link> links = new ArrayList<>();
    int at = html.indexOf('<');
    while (at >= 0) {
      int end = at + 1;
      if (html.regionMatches(true, at, "<a", 0, 2)
          && at + 2 < html.length()
          && Character.isWhitespace(html.charAt(at + 2))) {
        end = attributes(html, at + 2, links);
      }
      at = html.indexOf('<', end);
    }
    return links;
  }

  /** Reads attributes up to the end of the tag, or of the text; where that is. */
  private static int attributes(String html, int from, List<Link> links) {
    int at = from;
    while (at < html.length() && html.charAt(at) != '>') {
      if (html.startsWith("<%", at)) {
        at = afterScript(html, at);
      } else if (!isNameCharacter(html.charAt(at))) {
        at++;
      } else {
        int name = at;
        while (at < html.length() && isNameCharacter(html.charAt(at))) {
          at++;
        }
        boolean address = html.substring(name, at).equalsIgnoreCase("href");
        int value = skipBlanks(html, at);
        if (value < html.length() && html.charAt(value) == '=') {
          int begin = skipBlanks(html, value + 1);
          boolean quoted = begin < html.length() && "\"'".indexOf(html.charAt(begin)) >= 0;
          at = quoted ? endOfQuoted(html, begin) : endOfPlain(html, begin);
          if (address) {
            int first = quoted ? begin + 1 : begin;
            links.add(new Link(html.substring(first, Math.max(first, at)), first));
          }
          at = quoted ? at + 1 : at;
        }
      }
    }
    return Math.min(at, html.length());
  }

  /** Where the quote that opens a value is closed; not by one within an expression. */
  private static int endOfQuoted(String html, int open) {
    int at = open + 1;
    while (at < html.length() && html.charAt(at) != html.charAt(open)) {
      at = html.startsWith("<%", at) ? afterScript(html, at) : at + 1;
    }
    return Math.min(at, html.length());
  }

  private static int endOfPlain(String html, int begin) {
    int at = begin;
    while (at < html.length()
        && html.charAt(at) != '>'
        && !Character.isWhitespace(html.charAt(at))) {
      at = html.startsWith("<%", at) ? afterScript(html, at) : at + 1;
    }
    return Math.min(at, html.length());
  }

  private static int afterScript(String html, int begin) {
    int end = html.indexOf("%>", begin + 2);
    return end < 0 ? html.length() : end + 2;
  }

  private static int skipBlanks(String html, int from) {
    int at = from;
    while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNameCharacter(char character) {
    return Character.isLetterOrDigit(character) || "-_:@.".indexOf(character) >= 0;
  }
}
