package io.herald.control.mjml;

import io.herald.message.template.Lines;
import io.herald.message.template.TemplateError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads MJML once from begin to end, takes the template's tags out of it, and notes what is wrong.
 * Each tag leaves a word behind that nothing else in the source holds; one that stands between the
 * elements of the layout leaves it in {@code mj-raw}, which is where MJML has room for it.
 */
final class MjmlReading {
  /**
   * How many open elements are kept in mind. MJML nests less than ten deep; what is opened beyond
   * this counts as never opened, so that closing it is an error.
   */
  private static final int MAX_DEPTH = 50;

  private static final int MOST_ERRORS = 20;

  private record Open(String element, int at) {}

  private final String part;
  private final String source;
  private final Lines lines;
  private final String word;
  private final StringBuilder out;
  private final List<MjmlTag> tags = new ArrayList<>();
  private final List<TemplateError> errors = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean inElement;
  private boolean hasRoot;
  private boolean hasBody;

  private MjmlReading(String part, String source) {
    this.part = part;
    this.source = source;
    this.lines = new Lines(source);
    this.word = unusedWord(source);
    this.out = new StringBuilder(source.length() + 256);
  }

  /**
   * What was read.
   *
   * @param mjml the source with words in place of tags
   * @param tags in their order
   * @param lines of the source
   * @param errors the first {@value #MOST_ERRORS}
   */
  record Result(String mjml, List<MjmlTag> tags, Lines lines, List<TemplateError> errors) {}

  /**
   * @param part the property, for errors: {@code mjml}, {@code variants.fr.mjml}
   */
  static Result read(String part, String source) {
    return new MjmlReading(part, source).read();
  }

  private Result read() {
    int at = 0;
    while (at < source.length()) {
      int next = source.indexOf('<', at);
      text(at, next < 0 ? source.length() : next);
      if (next < 0) {
        break;
      }
      if (source.startsWith("<%", next)) {
        at = tag(next, MjmlElements.isLayout(inside()));
      } else if (source.startsWith("<!--", next)) {
        at = comment(next);
      } else {
        at = element(next);
      }
    }
    while (!open.isEmpty()) {
      Open unclosed = open.pop();
      error(
          unclosed.at(),
          unclosed.element() + " is never closed: add </" + unclosed.element() + ">");
    }
    if (!hasRoot) {
      error(0, "This is no MJML: it begins with <mjml> and ends with </mjml>");
    } else if (!hasBody) {
      error(0, "There is no mj-body: what people see stands in <mj-body>");
    }
    return new Result(out.toString(), List.copyOf(tags), lines, List.copyOf(errors));
  }

  private String inside() {
    return open.isEmpty() ? "" : open.peek().element();
  }

  private void text(int from, int to) {
    String text = source.substring(from, to);
    out.append(text);
    String around = inside();
    if (!MjmlElements.holdsHtml(around) && !text.isBlank()) {
      int first = from;
      while (Character.isWhitespace(source.charAt(first))) {
        first++;
      }
      error(
          first,
          "Text cannot stand "
              + (around.isEmpty() ? "outside of mjml" : "in " + around + " itself")
              + ": put it in mj-text");
    }
  }

  private int comment(int at) {
    int close = source.indexOf("-->", at + 4);
    int end = close < 0 ? source.length() : close + 3;
    // nobody sees a comment, and nothing in it could be made safe
    if (close < 0) {
      error(at, "The comment <!-- is never closed: add -->");
    } else if (!source.substring(at, end).contains("<%")) {
      out.append(source, at, end);
    }
    return end;
  }

  /** Takes out a tag; behind it. */
  private int tag(int at, boolean inLayout) {
    boolean note = source.startsWith("<%--", at);
    String closing = note ? "--%>" : "%>";
    int close = source.indexOf(closing, at + (note ? 4 : 2));
    if (close < 0) {
      error(at, "The tag <% is never closed: add " + closing + " after it");
      return source.length();
    }
    int end = close + closing.length();
    if (!note) {
      MjmlTag tag = new MjmlTag(word + tags.size() + "x", source.substring(at, end), at);
      tags.add(tag);
      out.append(inLayout ? "<mj-raw>" + tag.word() + "</mj-raw>" : tag.word());
      if (!inLayout && !inElement && !MjmlElements.holdsHtml(inside())) {
        error(
            at, "MJML has no place for this here: put it between elements of mj-body, or in text");
      }
    }
    return end;
  }

  /** An opening or closing element; behind it. */
  private int element(int at) {
    boolean closing = source.startsWith("</", at);
    int begin = closing ? at + 2 : at + 1;
    int nameEnd = begin;
    while (nameEnd < source.length() && isNameCharacter(source.charAt(nameEnd))) {
      nameEnd++;
    }
    String name = source.substring(begin, nameEnd).toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      out.append('<');
      return at + 1;
    }
    boolean ours = name.equals("mjml") || name.startsWith("mj-");
    boolean html = MjmlElements.holdsHtml(inside());
    out.append(source, at, nameEnd);
    inElement = true;
    int end = attributes(nameEnd, name, ours && !closing);
    inElement = false;
    if (ours && closing) {
      close(name, at);
    } else if (ours) {
      String flaw = html ? name + " cannot stand in HTML, here in " + inside() : flaw(name);
      if (flaw != null) {
        error(at, flaw);
      }
      hasRoot |= name.equals("mjml");
      hasBody |= name.equals("mj-body");
      boolean closed = source.startsWith("/>", end - 2);
      if (!closed && open.size() < MAX_DEPTH) {
        open.push(new Open(name, at));
      }
    } else if (!html) {
      error(at, "The HTML element " + name + " cannot stand here: put it in mj-text or mj-raw");
    }
    return end;
  }

  private @Nullable String flaw(String name) {
    return MjmlElements.flaw(name, inside());
  }

  private void close(String name, int at) {
    if (inside().equals(name)) {
      open.pop();
    } else if (open.stream().anyMatch(there -> there.element().equals(name))) {
      while (!inside().equals(name)) {
        Open unclosed = open.pop();
        error(unclosed.at(), unclosed.element() + " is not closed before </" + name + ">");
      }
      open.pop();
    } else {
      error(at, "</" + name + "> closes what was never opened");
    }
  }

  /** Copies up to the end of the element, tags taken out; behind it. */
  private int attributes(int from, String element, boolean judged) {
    int at = from;
    char quote = 0;
    String attribute = "";
    while (at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith("<%", at)) {
        if (judged) {
          judge(element, attribute, quote, at);
        }
        at = tag(at, false);
        continue;
      }
      out.append(c);
      at++;
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at;
      } else if (isNameCharacter(c) && !isNameCharacter(source.charAt(at - 2))) {
        attribute = attributeAt(at - 1);
        if (judged && attribute.startsWith("data-nl-")) {
          error(
              at - 1,
              attribute
                  + " does not work on an element of MJML: write <% if (…) { %> before it and <% }"
                  + " %> behind it, or use it in the HTML of mj-text, mj-table or mj-raw");
        }
      }
    }
    error(from, "The element " + element + " has no end: add >");
    return at;
  }

  private String attributeAt(int begin) {
    int end = begin;
    while (end < source.length() && isNameCharacter(source.charAt(end))) {
      end++;
    }
    return source.substring(begin, end).toLowerCase(Locale.ROOT);
  }

  private void judge(String element, String attribute, char quote, int at) {
    if (quote == 0) {
      error(at, "Inside of " + element + " this can only stand between the quotes of an attribute");
    } else if (MjmlElements.isFixed(attribute)) {
      error(
          at,
          "The attribute "
              + attribute
              + " of "
              + element
              + " is needed to make the HTML, so it cannot come from data: write a value");
    }
  }

  private void error(int at, String message) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(lines.error(part, at, message));
    }
  }

  private static boolean isNameCharacter(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '-' || c == '_' || c == ':';
  }

  /** A q more than follow any {@code tag} in the source. */
  private static String unusedWord(String source) {
    int longest = 0;
    for (int at = source.indexOf("tag"); at >= 0; at = source.indexOf("tag", at + 3)) {
      int end = at + 3;
      while (end < source.length() && source.charAt(end) == 'q') {
        end++;
      }
      longest = Math.max(longest, end - at - 2);
    }
    return "tag" + "q".repeat(longest);
  }
}
