package io.herald.bench.stage;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an engine writes what {@link OrderMail} needs.
 *
 * @param field prints a field of the context, given its path
 * @param item prints a field of an article, given its name
 */
public record Notation(
    UnaryOperator<String> field,
    UnaryOperator<String> item,
    String each,
    String endEach,
    String vip,
    String endVip) {
  /** Herald's. */
  public static final Notation HERALD =
      new Notation(
          path -> "<%= ctx." + path + " %>",
          name -> "<%= a." + name + " %>",
          "<% for each (var a in ctx.articles.article) { %>",
          "<% } %>",
          "<% if (ctx.client.type == 'VIP') { %>",
          "<% } %>");

  /** Of Handlebars, with a helper {@code eq}. */
  public static final Notation HANDLEBARS =
      new Notation(
          path -> "{{" + path + "}}",
          name -> "{{" + name + "}}",
          "{{#each articles.article}}",
          "{{/each}}",
          "{{#eq client.type \"VIP\"}}",
          "{{/eq}}");

  /** Of Thymeleaf for plain text. */
  public static final Notation THYMELEAF_TEXT =
      new Notation(
          path -> "[(${" + path + "})]",
          name -> "[(${a." + name + "})]",
          "[# th:each=\"a : ${articles.article}\"]",
          "[/]",
          "[# th:if=\"${client.type == 'VIP'}\"]",
          "[/]");

  private static final Notation THYMELEAF_HTML =
      new Notation(
          path -> "[[${" + path + "}]]",
          name -> "[[${a." + name + "}]]",
          "<th:block th:each=\"a : ${articles.article}\">",
          "</th:block>",
          "<th:block th:if=\"${client.type == 'VIP'}\">",
          "</th:block>");

  private static final Pattern PRINT = Pattern.compile("«=(a\\.)?([a-z.]+)»");

  /** {@link OrderMail#HTML} for Thymeleaf, which fills in an attribute by one of its own. */
  public static String thymeleafHtml() {
    return THYMELEAF_HTML.translate(
        OrderMail.HTML.replace(
            "href=\"https://shop.example.com/o/«=reference»\"",
            "th:href=\"${'https://shop.example.com/o/' + reference}\""));
  }

  /** The mail in the engine's language. */
  public String translate(String mail) {
    String printed =
        PRINT
            .matcher(mail)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        (found.group(1) == null ? field : item).apply(found.group(2))));
    return printed
        .replace("«each»", each)
        .replace("«/each»", endEach)
        .replace("«vip»", vip)
        .replace("«/vip»", endVip);
  }
}
