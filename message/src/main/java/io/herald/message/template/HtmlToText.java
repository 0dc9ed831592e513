package io.herald.message.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes readable plain text of an HTML mail, for the text part that a template leaves out: blocks
 * on lines of their own, list items with a dash, table cells of one line separated by a bar, links
 * as {@code label (url)}, images as their alternative text, entities decoded. Takes any input, also
 * what is no HTML; needs time and memory in proportion to its length.
 */
final class HtmlToText {
  /** What a tag does to the text. */
  private enum Effect {
    /** On lines of its own. */
    BLOCK,
    /** With an empty line before and behind. */
    PARAGRAPH,
    ITEM,
    CELL,
    BREAK,
    RULE,
    LINK,
    IMAGE,
    /** With everything in it, not for readers. */
    UNSEEN,
    /** None. */
    INLINE
  }

  private static final Map<String, Effect> EFFECTS = effects();

  private final String html;
  private final StringBuilder out;
  private int at;
  // what was written last, and what is owed before the next word
  private int newlines = 2;
  private int owedNewlines;
  private boolean owedSpace;
  private boolean owedBar;
  private @Nullable String linkUrl;
  private int linkStart;

  private HtmlToText(String html) {
    this.html = html;
    this.out = new StringBuilder(html.length() / 2 + 16);
  }

  private static Map<String, Effect> effects() {
    Map<String, Effect> effects = new HashMap<>();
    for (String name :
        ("address article aside blockquote body center dd div dl dt fieldset footer form header main"
                + " nav ol pre section table tbody tfoot thead tr ul")
            .split(" ")) {
      effects.put(name, Effect.BLOCK);
    }
    for (String name : "p h1 h2 h3 h4 h5 h6".split(" ")) {
      effects.put(name, Effect.PARAGRAPH);
    }
    for (String name : "script style head title template noscript textarea select".split(" ")) {
      effects.put(name, Effect.UNSEEN);
    }
    effects.put("li", Effect.ITEM);
    effects.put("td", Effect.CELL);
    effects.put("th", Effect.CELL);
    effects.put("br", Effect.BREAK);
    effects.put("hr", Effect.RULE);
    effects.put("a", Effect.LINK);
    effects.put("img", Effect.IMAGE);
    return Map.copyOf(effects);
  }

  static String convert(String html) {
    HtmlToText run = new HtmlToText(html);
    while (run.at < html.length()) {
      run.step();
    }
    run.endLink();
    return run.out.isEmpty() ? "" : run.out.append('\n').toString();
  }

  private void step() {
    int open = html.indexOf('<', at);
    if (open < 0) {
      open = html.length();
    }
    if (open > at) {
      text(HtmlEntities.decode(html.substring(at, open)));
      at = open;
    } else if (html.startsWith("<!--", at)) {
      int close = html.indexOf("-->", at + 4);
      at = close < 0 ? html.length() : close + 3;
    } else if (tagBegins()) {
      tag();
    } else {
      text("<");
      at++;
    }
  }

  private boolean tagBegins() {
    int name = html.startsWith("/", at + 1) ? at + 2 : at + 1;
    return name < html.length()
        && (isLetter(html.charAt(name)) || "!?".indexOf(html.charAt(name)) >= 0);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void tag() {
    boolean closing = html.charAt(at + 1) == '/';
    int nameStart = closing ? at + 2 : at + 1;
    int nameEnd = nameStart;
    while (nameEnd < html.length() && Character.isLetterOrDigit(html.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    int end = tagEnd(nameEnd);
    at = Math.min(end + 1, html.length());
    switch (EFFECTS.getOrDefault(name, Effect.INLINE)) {
      case BLOCK -> oweNewlines(1);
      case PARAGRAPH -> oweNewlines(2);
      case ITEM -> {
        oweNewlines(1);
        if (!closing) {
          text("- ");
          owedSpace = false;
          newlines = 0;
          out.append(' ');
        }
      }
      case CELL -> owedBar |= !closing && newlines == 0 && owedNewlines == 0;
      case BREAK -> oweNewlines(Math.min(owedNewlines + 1, 2));
      case RULE -> {
        oweNewlines(1);
        text("----");
        oweNewlines(1);
      }
      case LINK -> {
        endLink();
        if (!closing) {
          linkUrl = attribute(html.substring(nameEnd, end), "href");
          linkStart = out.length();
        }
      }
      case IMAGE -> text(attribute(html.substring(nameEnd, end), "alt"));
      case UNSEEN -> {
        if (!closing && html.charAt(end - 1) != '/') {
          skipPast(name);
        }
      }
      case INLINE -> {}
    }
  }

  /** The end of a tag: the first > outside quotes, or the first at all when quotes never end. */
  private int tagEnd(int from) {
    char quote = 0;
    for (int i = from; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote == 0 && c == '>') {
        return i;
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
        quote = c;
      }
    }
    int plain = html.indexOf('>', from);
    return plain < 0 ? html.length() : plain;
  }

  private void skipPast(String name) {
    String closing = "</" + name;
    for (int i = html.indexOf('<', at); i >= 0; i = html.indexOf('<', i + 1)) {
      if (html.regionMatches(true, i, closing, 0, closing.length())) {
        int end = html.indexOf('>', i);
        at = end < 0 ? html.length() : end + 1;
        return;
      }
    }
    at = html.length();
  }

  /** An attribute's decoded value, empty when there is none. */
  private static String attribute(String attributes, String name) {
    for (int i = 1; i + name.length() < attributes.length(); i++) {
      if (Character.isWhitespace(attributes.charAt(i - 1))
          && attributes.regionMatches(true, i, name, 0, name.length())) {
        int equals = skipSpace(attributes, i + name.length());
        if (equals < attributes.length() && attributes.charAt(equals) == '=') {
          return HtmlEntities.decode(value(attributes, skipSpace(attributes, equals + 1))).strip();
        }
      }
    }
    return "";
  }

  private static int skipSpace(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static String value(String attributes, int start) {
    if (start >= attributes.length()) {
      return "";
    }
    char quote = attributes.charAt(start);
    if (quote == '"' || quote == '\'') {
      int end = attributes.indexOf(quote, start + 1);
      return attributes.substring(start + 1, end < 0 ? attributes.length() : end);
    }
    int end = start;
    while (end < attributes.length() && !Character.isWhitespace(attributes.charAt(end))) {
      end++;
    }
    return attributes.substring(start, end);
  }

  /** Writes the address of the link that ends here, unless its label shows it already. */
  private void endLink() {
    String url = linkUrl;
    linkUrl = null;
    if (url == null || url.isEmpty() || url.startsWith("#")) {
      return;
    }
    String label = out.substring(Math.min(linkStart, out.length())).strip();
    if (label.isEmpty()) {
      text(url);
    } else if (!shows(label, url)) {
      boolean spaceBehind = owedSpace;
      out.append(" (").append(url).append(')');
      newlines = 0;
      owedSpace = spaceBehind;
    }
  }

  private static boolean shows(String label, String url) {
    return url.endsWith(label)
        && (url.length() == label.length()
            || url.equals("mailto:" + label)
            || url.equals("tel:" + label)
            || url.equals("https://" + label)
            || url.equals("http://" + label));
  }

  private void oweNewlines(int count) {
    owedNewlines = Math.max(owedNewlines, count);
    owedSpace = false;
    owedBar = false;
  }

  /** Writes text with every run of white space as one space. */
  private void text(String text) {
    int i = 0;
    while (i < text.length()) {
      int begin = i;
      while (i < text.length() && !isSpace(text.charAt(i))) {
        i++;
      }
      if (i > begin) {
        settle();
        out.append(text, begin, i);
        newlines = 0;
      }
      if (i < text.length()) {
        owedSpace |= newlines == 0;
        i++;
      }
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00a0';
  }

  /** Writes the white space that is owed before the next word. */
  private void settle() {
    if (owedNewlines > newlines) {
      out.repeat('\n', owedNewlines - newlines);
    } else if (newlines == 0 && owedNewlines == 0) {
      out.append(owedBar ? " | " : owedSpace ? " " : "");
    }
    owedNewlines = 0;
    owedSpace = false;
    owedBar = false;
  }
}
