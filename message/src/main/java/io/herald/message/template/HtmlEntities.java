package io.herald.message.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the character references of HTML that mails use. */
final class HtmlEntities {
  private static final int MAX_NAME = 10;

  /** U+00A0 to U+00FF in order. */
  private static final String LATIN_1 =
      "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
          + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
          + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave"
          + " Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave"
          + " Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig"
          + " ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute"
          + " ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

  private static final Map<String, String> NAMED = named();

  private HtmlEntities() {}

  private static Map<String, String> named() {
    Map<String, String> names = new HashMap<>();
    char c = '\u00a0';
    for (String name : LATIN_1.split(" ")) {
      names.put(name, String.valueOf(c++));
    }
    names.putAll(
        Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("euro", "€"),
            Map.entry("trade", "™"),
            Map.entry("hellip", "…"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("sbquo", "‚"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("bdquo", "„"),
            Map.entry("lsaquo", "‹"),
            Map.entry("rsaquo", "›"),
            Map.entry("bull", "•"),
            Map.entry("larr", "←"),
            Map.entry("rarr", "→"),
            Map.entry("oelig", "œ"),
            Map.entry("OElig", "Œ"),
            Map.entry("scaron", "š"),
            Map.entry("Scaron", "Š"),
            Map.entry("zwnj", ""),
            Map.entry("zwj", "\u200d"),
            Map.entry("ensp", " "),
            Map.entry("emsp", " "),
            Map.entry("thinsp", " ")));
    // a hyphen that is not seen has no place in plain text
    names.put("shy", "");
    return Map.copyOf(names);
  }

  /** Decodes what it knows, leaves everything else as it is. */
  static String decode(String text) {
    int amp = text.indexOf('&');
    if (amp < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int done = 0;
    while (amp >= 0) {
      int end = nameEnd(text, amp + 1);
      String decoded = end > amp + 1 ? reference(text.substring(amp + 1, end)) : null;
      if (decoded != null) {
        out.append(text, done, amp).append(decoded);
        done = end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
      }
      amp = text.indexOf('&', amp + 1);
    }
    return out.append(text, done, text.length()).toString();
  }

  private static int nameEnd(String text, int from) {
    int end = from < text.length() && text.charAt(from) == '#' ? from + 1 : from;
    while (end < text.length()
        && end - from < MAX_NAME
        && (Character.isLetterOrDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private static @Nullable String reference(String name) {
    if (!name.startsWith("#")) {
      return NAMED.get(name);
    }
    boolean hex = name.startsWith("x", 1) || name.startsWith("X", 1);
    int code = number(name, hex ? 2 : 1, hex ? 16 : 10);
    boolean sensible =
        code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code != 0x7f;
    return sensible ? Character.toString(code) : null;
  }

  /** -1 when there is no number or it is beyond every character. */
  private static int number(String text, int from, int radix) {
    int number = from < text.length() ? 0 : -1;
    for (int i = from; i < text.length() && number >= 0; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      number = digit < 0 || number > 0x10ffff ? -1 : number * radix + digit;
    }
    return number;
  }
}
