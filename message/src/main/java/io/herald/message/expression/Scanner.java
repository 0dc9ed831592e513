package io.herald.message.expression;

import io.herald.message.expression.Token.Kind;

/** Cuts an expression into words. For one thread. */
final class Scanner {
  private static final int MAX_NAME = 64;

  private final String text;
  private int at;

  Scanner(String text) {
    this.text = text;
  }

  Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      return new Token(Kind.END, "", start + 1);
    }
    char c = text.charAt(at);
    if (isNameStart(c) || c == '@' || c == '/') {
      return nameOrPath(start);
    }
    return switch (c) {
      case '[' -> bracketed(start);
      case '\'', '"' -> quoted(start, c);
      case '#' -> moment(start);
      case '$' -> constant(start);
      default -> isDigit(c) ? number(start) : sign(start);
    };
  }

  private Token nameOrPath(int start) {
    boolean path = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean joins = c == '-' && path && isNameStart(peek(1));
      if (c == '@' || c == '/') {
        path = true;
      } else if (!isNamePart(c) && !joins) {
        break;
      }
      at++;
    }
    String name = text.substring(start, at);
    return new Token(path ? Kind.PATH : Kind.NAME, bounded(name, start), start + 1);
  }

  private Token bracketed(int start) {
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw new Complaint(start + 1, "this bracket is never closed");
    }
    at = end + 1;
    String path = text.substring(start + 1, end).strip();
    return new Token(Kind.PATH, bounded(path, start), start + 1);
  }

  /** Backslash takes the next character as it is (client contract A.8). */
  private Token quoted(int start, char quote) {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return new Token(Kind.TEXT, value.toString(), start + 1);
      }
      if (c == '\\' && at + 1 < text.length()) {
        at++;
        c = text.charAt(at);
      }
      if (c == 0 || Character.isSurrogate(c) && !pairStartsOrEnds(c)) {
        throw new Complaint(at + 1, "this character cannot be part of a text");
      }
      value.append(c);
    }
    throw new Complaint(
        start + 1, "this text is never closed; a quote inside it is written \\" + quote);
  }

  /** Whether this half of a surrogate pair stands beside its other half. */
  private boolean pairStartsOrEnds(char c) {
    return Character.isHighSurrogate(c)
        ? Character.isLowSurrogate(peek(1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private Token moment(int start) {
    int end = text.indexOf('#', at + 1);
    if (end < 0) {
      throw new Complaint(start + 1, "this date is never closed; expected #2026-01-31T10:00:00Z#");
    }
    at = end + 1;
    return new Token(Kind.MOMENT, text.substring(start + 1, end), start + 1);
  }

  private Token constant(int start) {
    int end = text.indexOf(')', at);
    if (peek(1) != '(' || end < 0) {
      throw new Complaint(start + 1, "expected a constant such as $(name)");
    }
    at = end + 1;
    String name = text.substring(start + 2, end).strip();
    return new Token(Kind.CONSTANT, bounded(name, start), start + 1);
  }

  private Token number(int start) {
    digits();
    if (at < text.length() && text.charAt(at) == '.' && isDigit(peek(1))) {
      at++;
      digits();
    }
    if (at < text.length() && isNameStart(text.charAt(at))) {
      throw new Complaint(start + 1, "is neither a number nor a name");
    }
    if (at - start > 40) {
      throw new Complaint(start + 1, "this number has more than 40 digits");
    }
    return new Token(Kind.NUMBER, text.substring(start, at), start + 1);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Token sign(int start) {
    char c = text.charAt(at);
    char second = peek(1);
    String sign =
        switch (c) {
          case '<' -> second == '=' ? "<=" : second == '>' ? "<>" : "<";
          case '>' -> second == '=' ? ">=" : ">";
          case '!' -> second == '=' ? "!=" : "";
          case '=' -> second == '=' ? "==" : "=";
          case '(', ')', ',', '+', '-', '*', '\u2260', '\u2264', '\u2265' -> String.valueOf(c);
          default -> "";
        };
    if (sign.isEmpty()) {
      throw new Complaint(start + 1, "this character has no meaning here");
    }
    at += sign.length();
    String canonical =
        switch (sign) {
          case "!=", "\u2260" -> "<>";
          case "==" -> "=";
          case "\u2264" -> "<=";
          case "\u2265" -> ">=";
          default -> sign;
        };
    return new Token(Kind.SIGN, canonical, start + 1);
  }

  private static String bounded(String name, int start) {
    if (name.length() > MAX_NAME) {
      throw new Complaint(start + 1, "a name has more than " + MAX_NAME + " characters");
    }
    return name;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c);
  }
}
