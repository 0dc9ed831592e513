package io.herald.message.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in an HTML document one is between two characters (TPL-37), as far as it matters for what
 * may be printed there. Immutable.
 *
 * @param element what kind of element the tag at hand opens, or whose text one is in
 * @param attribute the kind of the attribute at hand
 * @param quote around the attribute's value
 * @param link how far one is in an address
 * @param code where one is in a script or a style
 * @param word what of a name, of an address or of code was just read
 * @param torn two branches met inside a tag, so that no name may go on here
 */
record HtmlState(
    Mode mode,
    Element element,
    Attribute attribute,
    Quote quote,
    Link link,
    Code code,
    String word,
    boolean torn) {

  /** The parts of mark-up. */
  enum Mode {
    TEXT,
    /** Behind {@code <} or {@code </}. */
    TAG_OPEN,
    TAG_NAME,
    /** Inside a tag, between attributes. */
    TAG,
    ATTRIBUTE_NAME,
    BEFORE_VALUE,
    VALUE,
    COMMENT,
    /** {@code <!DOCTYPE …>}, {@code <![endif]-->} and the like. */
    DECLARATION,
    /** The text of a script, style, title or textarea. */
    RAW
  }

  /** Elements whose text is read in a way of its own. */
  enum Element {
    ORDINARY,
    SCRIPT,
    STYLE,
    TITLE,
    TEXTAREA
  }

  /** What is in an attribute. */
  enum Attribute {
    PLAIN,
    LINK,
    STYLE,
    SCRIPT,
    /** Whole documents: nothing can be printed there. */
    DOCUMENT
  }

  /** Around an attribute's value. */
  enum Quote {
    NONE,
    DOUBLE,
    SINGLE
  }

  /** The parts of an address. */
  enum Link {
    NONE,
    /** Nothing of it was written yet. */
    START,
    /** Something was, but it may still be the beginning of a protocol. */
    OPEN,
    /** Protocol and host are known, or there are none. */
    PATH,
    QUERY,
    /** It is code, or its protocol comes from a value. */
    FORBIDDEN
  }

  /** The parts of JavaScript and CSS. */
  enum Code {
    NONE,
    JS,
    JS_DOUBLE,
    JS_SINGLE,
    JS_TEMPLATE,
    /** Behind <code>${</code>. */
    JS_HOLE,
    JS_LINE_COMMENT,
    JS_COMMENT,
    JS_PATTERN,
    JS_PATTERN_SET,
    CSS,
    CSS_DOUBLE,
    CSS_SINGLE,
    CSS_COMMENT,
    CSS_LINK,
    CSS_LINK_DOUBLE,
    CSS_LINK_SINGLE
  }

  static final HtmlState TEXT = new HtmlState(Mode.TEXT);

  private static final Set<Mode> IN_TAG =
      Set.of(Mode.TAG_NAME, Mode.TAG, Mode.ATTRIBUTE_NAME, Mode.VALUE);

  HtmlState(Mode mode) {
    this(mode, Element.ORDINARY, Attribute.PLAIN, Quote.NONE, Link.NONE, Code.NONE, "", false);
  }

  /**
   * The state in which two ways through a template go on, when there is one: the same place, in a
   * tag or between its attributes, or a place in an address of which only the more careful reading
   * is known.
   *
   * @return null when the two do not fit together
   */
  static @Nullable HtmlState join(HtmlState a, HtmlState b) {
    if (a.equals(b)) {
      return a;
    }
    if (a.inTag() && b.inTag()) {
      return a.element == b.element ? a.between(true) : null;
    }
    HtmlState same = a.withWord(b.word);
    if (same.withLink(b.link).equals(b)) {
      boolean fromValue = a.word.startsWith("\0") || b.word.startsWith("\0");
      return same.withLink(joined(a.link, b.link)).withWord(fromValue ? "\0" : "");
    }
    return null;
  }

  /** Inside a tag, where a name may have just ended. */
  private boolean inTag() {
    return IN_TAG.contains(mode) && quote == Quote.NONE;
  }

  private static Link joined(Link a, Link b) {
    if (a == b) {
      return a;
    }
    if (a == Link.FORBIDDEN || b == Link.FORBIDDEN) {
      return Link.FORBIDDEN;
    }
    return a == Link.QUERY || b == Link.QUERY ? Link.QUERY : Link.OPEN;
  }

  /** Between attributes of the same tag. */
  HtmlState between(boolean tornHere) {
    return new HtmlState(
        Mode.TAG, element, Attribute.PLAIN, Quote.NONE, Link.NONE, Code.NONE, "", tornHere);
  }

  HtmlState withLink(Link other) {
    return new HtmlState(mode, element, attribute, quote, other, code, word, torn);
  }

  HtmlState withWord(String other) {
    return new HtmlState(mode, element, attribute, quote, link, code, other, torn);
  }

  /**
   * A number for what must agree between the place a text was written for and the place it is
   * printed at, whichever way the script took.
   */
  int place() {
    if (inTag() || mode == Mode.BEFORE_VALUE) {
      return Mode.TAG.ordinal() + 1_000 * element.ordinal();
    }
    return mode.ordinal()
        + 20 * quote.ordinal()
        + 100 * attribute.ordinal()
        + 1_000 * element.ordinal()
        + 10_000 * code.ordinal();
  }

  /** Where one is, for a marketer. */
  String describe() {
    return switch (mode) {
      case TEXT -> "in text";
      case TAG_OPEN, TAG_NAME, TAG, ATTRIBUTE_NAME, BEFORE_VALUE -> "inside a tag";
      case VALUE -> "inside an attribute's value";
      case COMMENT -> "inside a comment";
      case DECLARATION -> "inside <! >";
      case RAW ->
          switch (element) {
            case SCRIPT -> "inside a script";
            case STYLE -> "inside a style";
            case TITLE -> "inside the title";
            case TEXTAREA, ORDINARY -> "inside a text area";
          };
    };
  }
}
