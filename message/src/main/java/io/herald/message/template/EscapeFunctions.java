package io.herald.message.template;

import static io.herald.message.template.TemplateFunction.arg;
import static io.herald.message.template.TemplateFunction.text;

import java.util.List;

/** Functions that make text fit for mark-up and for addresses (TPL-37, TPL-44). */
final class EscapeFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "escapeXmlStr",
              "escapeXmlStr(text)",
              "Writes & < > and \" as entities; the apostrophe stays.",
              "escapeXmlStr('<a> & \"b\"')",
              "&lt;a&gt; &amp; &quot;b&quot;",
              (context, args) -> markup(args, true, false)),
          new TemplateFunction(
              "escapeXMLString",
              "escapeXMLString(text)",
              "The same as escapeXmlStr.",
              "escapeXMLString('<a>')",
              "&lt;a&gt;",
              (context, args) -> markup(args, true, false)),
          new TemplateFunction(
              "NL.XML.escape",
              "NL.XML.escape(text)",
              "Writes & < and > as entities.",
              "NL.XML.escape('<a> & \"b\"')",
              "&lt;a&gt; &amp; \"b\"",
              (context, args) -> markup(args, false, false)),
          new TemplateFunction(
              "NL.XML.escapeAttribute",
              "NL.XML.escapeAttribute(text)",
              "Writes & < > \" and ' as entities.",
              "NL.XML.escapeAttribute('\"<b>')",
              "&quot;&lt;b&gt;",
              (context, args) -> markup(args, true, true)),
          new TemplateFunction(
              "escapeUrl",
              "escapeUrl(text)",
              "Makes a text fit for one parameter of an address (UTF-8, percent-encoded).",
              "escapeUrl('a b&c/é')",
              "a%20b%26c%2F%C3%A9",
              (context, args) -> url(args)),
          new TemplateFunction(
              "encodeURIComponent",
              "encodeURIComponent(text)",
              "The same as escapeUrl.",
              "encodeURIComponent('a b')",
              "a%20b",
              (context, args) -> url(args)),
          new TemplateFunction(
              "decodeURIComponent",
              "decodeURIComponent(text)",
              "The way back from encodeURIComponent.",
              "decodeURIComponent('a%20b')",
              "a b",
              (context, args) -> decoded(text(args, 0))));

  private EscapeFunctions() {}

  private static EscapedText markup(Object[] args, boolean quote, boolean apostrophe) {
    if (arg(args, 0) instanceof EscapedText already && already.kind() != EscapedText.Kind.URL) {
      return already;
    }
    return new EscapedText(Escaping.xml(text(args, 0), quote, apostrophe), EscapedText.Kind.MARKUP);
  }

  private static EscapedText url(Object[] args) {
    return new EscapedText(Escaping.url(text(args, 0)), EscapedText.Kind.URL);
  }

  private static String decoded(String text) {
    String decoded = Escaping.decodeUrl(text);
    if (decoded == null) {
      throw Refusal.of(
          "decodeURIComponent: the text is not percent-encoded UTF-8: a percent sign is %25");
    }
    return decoded;
  }
}
