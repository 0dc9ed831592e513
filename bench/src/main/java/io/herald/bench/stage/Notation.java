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

  private static final Pattern PRINT = Pattern.compile("«=(a\\.)?([a-z.]+)»");

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
