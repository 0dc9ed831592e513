package io.herald.message.template;

import static io.herald.message.template.TemplateFunction.text;

import java.util.List;
import java.util.Locale;

/** Functions that change texts (TPL-44). */
final class TextFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "toSmartCase",
              "toSmartCase(text)",
              "The first letter of each word in upper case, the others in lower case.",
              "toSmartCase('ada LOVELACE')",
              "Ada Lovelace",
              (context, args) -> smartCase(text(args, 0))),
          new TemplateFunction(
              "toUpperCase",
              "toUpperCase(text)",
              "All letters in upper case.",
              "toUpperCase('Ada')",
              "ADA",
              (context, args) -> text(args, 0).toUpperCase(Locale.ROOT)),
          new TemplateFunction(
              "toLowerCase",
              "toLowerCase(text)",
              "All letters in lower case.",
              "toLowerCase('Ada')",
              "ada",
              (context, args) -> text(args, 0).toLowerCase(Locale.ROOT)),
          new TemplateFunction(
              "trim",
              "trim(text)",
              "The text without white space at its ends.",
              "trim('  a b ')",
              "a b",
              (context, args) -> text(args, 0).strip()));

  private TextFunctions() {}

  /** The first letter of each word in upper case, the others in lower case. */
  private static String smartCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetterOrDigit(c) || c == '\'' || c == '’';
      i += Character.charCount(c);
    }
    return out.toString();
  }
}
