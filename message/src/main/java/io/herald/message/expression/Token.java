package io.herald.message.expression;

/**
 * A word of an expression.
 *
 * @param text what it says: without quotes, brackets or escapes
 * @param column where it begins, counted from 1
 */
record Token(Kind kind, String text, int column) {
  enum Kind {
    /** A name: keyword, function, or element. */
    NAME,
    /** A path of elements that ends in an attribute or element. */
    PATH,
    TEXT,
    NUMBER,
    MOMENT,
    CONSTANT,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isWord(String keyword) {
    return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
  }
}
