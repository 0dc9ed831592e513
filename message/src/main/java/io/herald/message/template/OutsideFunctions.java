package io.herald.message.template;

import static io.herald.message.template.TemplateFunction.absent;
import static io.herald.message.template.TemplateFunction.text;

import io.herald.message.template.Surroundings.Answer;
import java.util.List;

/** Functions that reach beyond the message (TPL-44), as far as the instance allows it. */
final class OutsideFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction(
              "getOption",
              "getOption('name')",
              "The value of an option as it was at publication; its name stands in quotes.",
              "getOption('Shop_Url')",
              "https://shop.example",
              (context, args) -> option(context, text(args, 0))),
          new TemplateFunction(
              "getUrl",
              "getUrl(url[, track])",
              "The text behind an address, if the instance allows its host; links in it are not"
                  + " tracked.",
              "getUrl('https://cms.example/footer')",
              "from https://cms.example/footer",
              (context, args) ->
                  absent(args, 0)
                      ? ""
                      : answered(
                          "getUrl",
                          context
                              .rendering()
                              .outside()
                              .page(() -> context.rendering().surroundings().page(text(args, 0))))),
          new TemplateFunction(
              "cryptString",
              "cryptString(text)",
              "The text encrypted with the key of the installation, for links such as cryptedId.",
              "cryptString('42')",
              "(42)",
              (context, args) ->
                  absent(args, 0)
                      ? ""
                      : answered(
                          "cryptString",
                          context
                              .rendering()
                              .outside()
                              .ask(
                                  () ->
                                      context
                                          .rendering()
                                          .surroundings()
                                          .encrypted(text(args, 0))))),
          new TemplateFunction(
              "decryptString",
              "decryptString(text)",
              "The way back from cryptString.",
              "decryptString(cryptString('42'))",
              "42",
              (context, args) ->
                  absent(args, 0)
                      ? ""
                      : answered(
                          "decryptString",
                          context
                              .rendering()
                              .outside()
                              .ask(
                                  () ->
                                      context
                                          .rendering()
                                          .surroundings()
                                          .decrypted(text(args, 0))))),
          new TemplateFunction(
              "barcode",
              "barcode(kind, value)",
              "An image of a barcode, for example of the kinds QR, Code 128, EAN-13; in text the"
                  + " value itself.",
              "barcode('QR', 'R-1')",
              "R-1",
              OutsideFunctions::barcode),
          log("logInfo", LogLine.Level.INFO),
          log("logWarning", LogLine.Level.WARNING),
          log("logError", LogLine.Level.ERROR));

  private OutsideFunctions() {}

  private static TemplateFunction log(String name, LogLine.Level level) {
    return new TemplateFunction(
        name,
        name + "(text)",
        "Adds a line to the log of the message, which a preview shows; prints nothing.",
        name + "('no price')",
        "",
        (context, args) -> {
          context.rendering().output().log(level, text(args, 0));
          return "";
        });
  }

  private static String option(RenderContext context, String name) {
    String value = context.rendering().options().get(name);
    if (value == null) {
      throw Refusal.of("getOption: write the option's name in quotes between its parentheses");
    }
    return value;
  }

  private static String answered(String function, Answer answer) {
    return switch (answer) {
      case Answer.Text(String text) -> text;
      case Answer.Refused(String why) -> throw Refusal.of(function + ": " + why);
      case Answer.Unavailable(String why) -> throw Refusal.forNow(function + ": " + why);
    };
  }

  private static Object barcode(RenderContext context, Object[] args) {
    String value = text(args, 1);
    if (value.isEmpty() || !context.rendering().output().inMarkup()) {
      return value;
    }
    String image =
        answered(
            "barcode",
            context
                .rendering()
                .outside()
                .ask(() -> context.rendering().surroundings().barcode(text(args, 0), value)));
    return new EscapedText(
        "<img src=\""
            + Escaping.xml(image, true, true)
            + "\" alt=\""
            + Escaping.xml(value, true, true)
            + "\">",
        EscapedText.Kind.HTML);
  }
}
