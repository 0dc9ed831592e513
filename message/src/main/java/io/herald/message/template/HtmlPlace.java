package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * How a value is written at one place of an HTML part, so that it stays a value there (TPL-37).
 * Known at compile time. Immutable.
 *
 * @param form what the place understands
 * @param wrap what stands around it
 */
record HtmlPlace(Form form, Wrap wrap) {
  /** What a place understands. */
  enum Form {
    TEXT,
    /** The beginning of an address, with its protocol. */
    LINK_START,
    /** Behind a value that may have been the beginning. */
    LINK_OPEN,
    LINK_PATH,
    LINK_QUERY,
    /** Inside quotes of a script. */
    SCRIPT_TEXT,
    /** In a script, where a value is expected. */
    SCRIPT_VALUE,
    STYLE
  }

  /** What stands around a place. */
  enum Wrap {
    /** Nothing: text, or the inside of a script or style element. */
    NONE,
    QUOTES,
    /** An attribute without quotes, of which something is written. */
    UNQUOTED,
    /** An attribute without quotes, of which this is the first thing. */
    UNQUOTED_FIRST
  }

  static final HtmlPlace TEXT = new HtmlPlace(Form.TEXT, Wrap.NONE);

  /** What a link becomes whose protocol is not allowed. */
  static final String NO_LINK = "#";

  /**
   * The place of a state; null when no value can be printed there, which {@link #complaint}
   * explains.
   */
  static @Nullable HtmlPlace of(HtmlState state) {
    return switch (state.mode()) {
      case TEXT, COMMENT, DECLARATION -> TEXT;
      case TAG_OPEN, TAG_NAME, TAG, ATTRIBUTE_NAME, BEFORE_VALUE -> null;
      case VALUE, RAW -> {
        Form form = form(state);
        yield form == null ? null : new HtmlPlace(form, wrap(state));
      }
    };
  }

  private static @Nullable Form form(HtmlState state) {
    if (state.attribute() == HtmlState.Attribute.DOCUMENT) {
      return null;
    }
    return switch (state.link()) {
      case START -> Form.LINK_START;
      case OPEN -> Form.LINK_OPEN;
      case PATH -> Form.LINK_PATH;
      case QUERY -> Form.LINK_QUERY;
      case FORBIDDEN -> null;
      case NONE ->
          switch (state.code()) {
            case NONE -> Form.TEXT;
            case JS -> Form.SCRIPT_VALUE;
            case JS_DOUBLE, JS_SINGLE, JS_TEMPLATE -> Form.SCRIPT_TEXT;
            case JS_HOLE, JS_LINE_COMMENT, JS_COMMENT, JS_PATTERN, JS_PATTERN_SET -> null;
            case CSS,
                CSS_DOUBLE,
                CSS_SINGLE,
                CSS_COMMENT,
                CSS_LINK,
                CSS_LINK_DOUBLE,
                CSS_LINK_SINGLE ->
                Form.STYLE;
          };
    };
  }

  private static Wrap wrap(HtmlState state) {
    if (state.mode() == HtmlState.Mode.RAW) {
      return Wrap.NONE;
    }
    return state.quote() == HtmlState.Quote.NONE ? Wrap.UNQUOTED : Wrap.QUOTES;
  }

  HtmlPlace first() {
    return wrap == Wrap.UNQUOTED ? new HtmlPlace(form, Wrap.UNQUOTED_FIRST) : this;
  }

  /** Why nothing can be printed at a state, and what to do. */
  static String complaint(HtmlState state) {
    if (state.link() == HtmlState.Link.FORBIDDEN) {
      return "A value cannot choose the protocol of a link, nor stand in a link that is code: write"
          + " the link's beginning, such as https://, into the template";
    }
    return switch (state.mode()) {
      case TAG_OPEN, TAG_NAME -> "A value cannot be the name of a tag" + OR_RAW;
      case TAG, ATTRIBUTE_NAME, BEFORE_VALUE ->
          "A value cannot stand inside a tag as an attribute or its name: write the attribute"
              + " around it, as in title=\"<%= … %>\""
              + OR_RAW;
      case VALUE, RAW, TEXT, COMMENT, DECLARATION ->
          state.attribute() == HtmlState.Attribute.DOCUMENT
              ? "A value cannot stand in srcdoc" + OR_RAW
              : "A value cannot stand in a comment, a pattern or a ${ } of a script: move it into a"
                  + " text in quotes"
                  + OR_RAW;
    };
  }

  private static final String OR_RAW = ", or print it as it is with <%== %>";

  /**
   * Writes a value.
   *
   * @param value what the script gave
   * @param text the value as text
   * @return false when it was an address that was left out
   */
  boolean print(@Nullable Object value, String text, StringBuilder out) {
    EscapedText.Kind escaped = value instanceof EscapedText known ? known.kind() : null;
    if (form == Form.TEXT && wrap != Wrap.UNQUOTED && wrap != Wrap.UNQUOTED_FIRST) {
      html(text, escaped, out);
      return true;
    }
    String safe =
        switch (form) {
          case TEXT -> text;
          case LINK_START, LINK_OPEN, LINK_PATH, LINK_QUERY -> link(text, escaped);
          case SCRIPT_TEXT -> PlaceEscaping.script(text);
          case SCRIPT_VALUE -> PlaceEscaping.scriptValue(value, text);
          case STYLE -> PlaceEscaping.style(text);
        };
    switch (wrap) {
      case NONE -> out.append(safe);
      case QUOTES -> Escaping.html(safe, out);
      case UNQUOTED, UNQUOTED_FIRST -> {
        StringBuilder html = new StringBuilder(safe.length() + 8);
        html(safe, form == Form.TEXT ? escaped : null, html);
        if (html.isEmpty() && wrap == Wrap.UNQUOTED_FIRST) {
          // else the next attribute would become the value
          out.append("\"\"");
        } else {
          PlaceEscaping.unquoted(html, out);
        }
      }
    }
    return !(form == Form.LINK_START && safe.equals(NO_LINK) && !text.equals(NO_LINK));
  }

  private void html(String text, EscapedText.@Nullable Kind escaped, StringBuilder out) {
    if (escaped == null || escaped == EscapedText.Kind.HTML && wrap != Wrap.NONE) {
      Escaping.html(text, out);
    } else if (escaped == EscapedText.Kind.HTML) {
      out.append(text);
    } else {
      // its apostrophes were left alone (TPL-44); in an attribute they could end it
      out.append(text.replace("'", "&#39;"));
    }
  }

  private String link(String text, EscapedText.@Nullable Kind escaped) {
    if (escaped == EscapedText.Kind.URL) {
      return text.replace("'", "%27");
    }
    String plain = escaped == EscapedText.Kind.MARKUP ? HtmlEntities.decode(text) : text;
    return switch (form) {
      case LINK_START -> PlaceEscaping.wholeLink(plain);
      case LINK_OPEN -> PlaceEscaping.openLink(plain);
      case LINK_QUERY -> Escaping.url(plain).replace("'", "%27");
      default -> PlaceEscaping.partOfLink(plain);
    };
  }
}
