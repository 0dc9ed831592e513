package io.herald.message.template;

import io.herald.message.template.HtmlState.Attribute;
import io.herald.message.template.HtmlState.Code;
import io.herald.message.template.HtmlState.Element;
import io.herald.message.template.HtmlState.Link;
import io.herald.message.template.HtmlState.Mode;
import io.herald.message.template.HtmlState.Quote;
import java.util.Locale;
import java.util.Set;

/**
 * Follows the literal texts of a template through HTML as a browser's tokenizer would, one piece
 * after the other, and knows at each end where it is (TPL-37). Conditional comments count as
 * mark-up, because some mail programs read them so. Takes any input. For one thread.
 */
final class HtmlScanner {
  private static final Set<String> LINKS =
      Set.of(
          "action",
          "archive",
          "background",
          "cite",
          "classid",
          "codebase",
          "data",
          "dynsrc",
          "formaction",
          "href",
          "icon",
          "imagesrcset",
          "longdesc",
          "lowsrc",
          "manifest",
          "ping",
          "poster",
          "profile",
          "src",
          "srcset",
          "usemap");

  private static final Set<String> CODE_PROTOCOLS =
      Set.of("javascript", "vbscript", "livescript", "data");

  private static final int MAX_WORD = 40;

  private HtmlState state;
  private boolean closing;
  private boolean tornName;
  private Watcher watcher = (before, after, at) -> {};

  /** Hears of each change of the mode, with the offset in the text that is being read. */
  interface Watcher {
    void changed(HtmlState before, HtmlState after, int at);
  }

  HtmlScanner(HtmlState state) {
    this.state = state;
  }

  HtmlScanner(Watcher watcher) {
    this(HtmlState.TEXT);
    this.watcher = watcher;
  }

  HtmlState state() {
    return state;
  }

  /** Whether the tag at hand is an end tag. */
  boolean closing() {
    return closing;
  }

  private void to(HtmlState next, int at) {
    HtmlState before = state;
    state = next;
    if (before.mode() != next.mode()) {
      watcher.changed(before, next, at);
    }
  }

  /** Reads a literal text. */
  void text(String text) {
    int at = 0;
    while (at < text.length()) {
      at = step(text, at);
    }
  }

  /** Passes a printed value. */
  void value() {
    if (state.mode() == Mode.BEFORE_VALUE) {
      to(begun(Quote.NONE), 0);
    }
    if (state.link() == Link.START || state.link() == Link.OPEN) {
      // the word remembers that the protocol may come from a value
      state = state.withLink(Link.OPEN).withWord("\0");
    } else if (state.code() != Code.NONE) {
      state = state.withWord("x");
    }
  }

  private int step(String text, int at) {
    char c = text.charAt(at);
    switch (state.mode()) {
      case TEXT -> {
        int open = text.indexOf('<', at);
        if (open < 0) {
          return text.length();
        }
        return markup(text, open);
      }
      case TAG_OPEN -> {
        if (Character.isLetter(c)) {
          to(new HtmlState(Mode.TAG_NAME), at);
          return at;
        }
        to(HtmlState.TEXT, at);
        return at;
      }
      case TAG_NAME -> {
        if (!isSpace(c) && c != '>' && c != '/') {
          state = state.withWord(grown(state.word(), c));
          return at + 1;
        }
        to(
            new HtmlState(
                Mode.TAG,
                element(closing ? "" : state.word()),
                Attribute.PLAIN,
                Quote.NONE,
                Link.NONE,
                Code.NONE,
                "",
                false),
            at);
        return at;
      }
      case TAG -> {
        if (c == '>') {
          to(content(), at + 1);
        } else if (!isSpace(c) && c != '/') {
          tornName |= state.torn();
          to(named(state, ""), at);
          return at;
        } else {
          state = state.between(false);
        }
        return at + 1;
      }
      case ATTRIBUTE_NAME -> {
        return attributeName(text, at, c);
      }
      case BEFORE_VALUE -> {
        if (isSpace(c)) {
          return at + 1;
        }
        if (c == '"' || c == '\'') {
          to(begun(c == '"' ? Quote.DOUBLE : Quote.SINGLE), at + 1);
          return at + 1;
        }
        if (c == '>') {
          to(state.between(false), at);
          return at;
        }
        to(begun(Quote.NONE), at);
        return at;
      }
      case VALUE -> {
        return attributeValue(text, at, c);
      }
      case COMMENT -> {
        int end = text.indexOf("-->", Math.max(0, at));
        if (end < 0) {
          return text.length();
        }
        to(HtmlState.TEXT, end + 3);
        return end + 3;
      }
      case DECLARATION -> {
        int end = text.indexOf('>', at);
        if (end < 0) {
          return text.length();
        }
        to(HtmlState.TEXT, end + 1);
        return end + 1;
      }
      case RAW -> {
        return raw(text, at, c);
      }
    }
    return at + 1;
  }

  private int markup(String text, int open) {
    closing = text.startsWith("</", open);
    if (text.startsWith("<!--", open)) {
      int close = text.indexOf("]>", open);
      if (text.startsWith("<!--[if", open) && close > 0) {
        return close + 2;
      }
      if (text.startsWith("<!-->", open) || text.startsWith("<!--->", open)) {
        return text.indexOf('>', open) + 1;
      }
      to(new HtmlState(Mode.COMMENT), open);
      return open + 4;
    }
    if (text.startsWith("<!", open) || text.startsWith("<?", open)) {
      to(new HtmlState(Mode.DECLARATION), open);
      return open + 2;
    }
    to(new HtmlState(Mode.TAG_OPEN), open);
    return open + (closing ? 2 : 1);
  }

  private int attributeName(String text, int at, char c) {
    if (c == '=') {
      to(
          new HtmlState(
              Mode.BEFORE_VALUE,
              state.element(),
              attribute(state.word()),
              Quote.NONE,
              Link.NONE,
              Code.NONE,
              state.word(),
              state.torn()),
          at + 1);
      return at + 1;
    }
    if (c == '>' || c == '/') {
      to(state.between(false), at);
      return at;
    }
    if (isSpace(c)) {
      int next = at;
      while (next < text.length() && isSpace(text.charAt(next))) {
        next++;
      }
      if (next < text.length() && text.charAt(next) == '=') {
        return next;
      }
      to(state.between(false), at);
      return at + 1;
    }
    state = named(state, grown(state.word(), Character.toLowerCase(c)));
    return at + 1;
  }

  private static HtmlState named(HtmlState tag, String word) {
    return new HtmlState(
        Mode.ATTRIBUTE_NAME,
        tag.element(),
        Attribute.PLAIN,
        Quote.NONE,
        Link.NONE,
        Code.NONE,
        word,
        tag.torn());
  }

  /** At the beginning of the value of the attribute at hand. */
  HtmlState begun(Quote quote) {
    return new HtmlState(
        Mode.VALUE,
        state.element(),
        state.attribute(),
        quote,
        state.attribute() == Attribute.LINK ? Link.START : Link.NONE,
        switch (state.attribute()) {
          case SCRIPT -> Code.JS;
          case STYLE -> Code.CSS;
          case PLAIN, LINK, DOCUMENT -> Code.NONE;
        },
        // a list of addresses begins anew behind each comma
        state.word().endsWith("srcset") ? "," : "",
        state.torn());
  }

  private int attributeValue(String text, int at, char c) {
    boolean ends =
        switch (state.quote()) {
          case DOUBLE -> c == '"';
          case SINGLE -> c == '\'';
          case NONE -> isSpace(c) || c == '>';
        };
    if (ends) {
      boolean unquoted = state.quote() == Quote.NONE;
      to(state.between(false), unquoted ? at : at + 1);
      return unquoted ? at : at + 1;
    }
    int end = at + 1;
    if (c == '&') {
      int semicolon = text.indexOf(';', at);
      if (semicolon > 0 && semicolon - at <= 10) {
        String decoded = HtmlEntities.decode(text.substring(at, semicolon + 1));
        if (decoded.length() == 1) {
          c = decoded.charAt(0);
          end = semicolon + 1;
        }
      }
    }
    inner(c, end < text.length() ? text.charAt(end) : ' ');
    return end;
  }

  private int raw(String text, int at, char c) {
    if (c == '<' && text.startsWith("/", at + 1)) {
      String name = state.element().name().toLowerCase(Locale.ROOT);
      if (text.regionMatches(true, at + 2, name, 0, name.length())) {
        closing = true;
        to(new HtmlState(Mode.TAG_OPEN), at);
        return at + 2;
      }
    }
    inner(c, at + 1 < text.length() ? text.charAt(at + 1) : ' ');
    return at + 1;
  }

  /** Reads a character of an address, a script or a style. */
  private void inner(char c, char next) {
    HtmlState before = state;
    if (before.code() != Code.NONE) {
      state = CodeSteps.next(state, c, next);
    }
    // the signs around an address in a style do not belong to it
    if (state.link() != Link.NONE && state.code() == before.code()) {
      state = link(state, c);
    }
  }

  /** Reads a character of an address. */
  static HtmlState link(HtmlState state, char c) {
    boolean list = state.word().startsWith(",");
    if (list && (c == ',' || isSpace(c))) {
      return state.withLink(Link.START).withWord(",");
    }
    return switch (state.link()) {
      case START, OPEN -> {
        if (isSpace(c)) {
          yield state;
        }
        if (c == ':') {
          String protocol = state.word().replace(",", "");
          boolean forbidden = protocol.startsWith("\0") || CODE_PROTOCOLS.contains(protocol);
          yield state.withLink(forbidden ? Link.FORBIDDEN : Link.PATH);
        }
        if (c == '/') {
          yield state.withLink(Link.PATH);
        }
        if (beginsQuery(c)) {
          yield state.withLink(Link.QUERY);
        }
        yield state.withLink(Link.OPEN).withWord(grown(state.word(), Character.toLowerCase(c)));
      }
      case PATH -> beginsQuery(c) ? state.withLink(Link.QUERY) : state;
      case QUERY, FORBIDDEN, NONE -> state;
    };
  }

  private static boolean beginsQuery(char c) {
    return c == '?' || c == '#' || c == '&' || c == '=';
  }

  /** What follows the tag at hand. */
  private HtmlState content() {
    if (closing) {
      return HtmlState.TEXT;
    }
    Code code =
        switch (state.element()) {
          case ORDINARY -> null;
          case SCRIPT -> Code.JS;
          case STYLE -> Code.CSS;
          case TITLE, TEXTAREA -> Code.NONE;
        };
    return code == null
        ? HtmlState.TEXT
        : new HtmlState(
            Mode.RAW, state.element(), Attribute.PLAIN, Quote.NONE, Link.NONE, code, "", false);
  }

  private static Element element(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "script" -> Element.SCRIPT;
      case "style" -> Element.STYLE;
      case "title" -> Element.TITLE;
      case "textarea" -> Element.TEXTAREA;
      default -> Element.ORDINARY;
    };
  }

  private static Attribute attribute(String name) {
    String local = name.substring(name.lastIndexOf(':') + 1);
    if (local.equals("style")) {
      return Attribute.STYLE;
    }
    if (local.equals("srcdoc")) {
      return Attribute.DOCUMENT;
    }
    if (local.startsWith("on")) {
      return Attribute.SCRIPT;
    }
    return LINKS.contains(local) ? Attribute.LINK : Attribute.PLAIN;
  }

  static String grown(String word, char c) {
    return word.length() < MAX_WORD ? word + c : word;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }

  /** Whether a name inside a tag was put together from several pieces, so that it is not known. */
  boolean tornName() {
    return tornName;
  }
}
