package io.herald.message.template;

import io.herald.message.template.Piece.Glue;
import io.herald.message.template.Source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a repetition (TPL-56) and the script they become.
 *
 * @param number tells the repetitions of a part apart
 * @param collection an expression: what is repeated over
 * @param item the name of the current element inside
 * @param first the first element to show, from 1
 * @param max how many at most; null: all
 * @param filter a condition on the element; null: none
 * @param sort keys, each perhaps followed by {@code desc}, separated by commas; null: as they come
 */
record Each(
    int number,
    String collection,
    String item,
    int first,
    @Nullable Integer max,
    @Nullable String filter,
    @Nullable String sort,
    Origin at) {

  static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  /** Makes the list of elements; behind it {@link #list} has them. */
  List<Piece> prepare() {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Glue("var " + list() + "=" + ScriptText.LIST + "((", collection, at, "));"));
    StringBuilder order = new StringBuilder();
    String from = list();
    if (filter != null || sort != null) {
      from = "__k" + number;
      pieces.add(
          Glue.of(
              "var %1$s=[];for(var %2$s=0;%2$s<%3$s.length;%2$s++){var %4$s=%3$s[%2$s];"
                  .formatted(from, index(), list(), item),
              at));
      if (filter != null) {
        pieces.add(new Glue("if(!" + ScriptText.TRUE + "((", filter, at, "))){continue;}"));
      }
      pieces.add(Glue.of("var __s%d=[%s];".formatted(number, item), at));
      for (String key : keys()) {
        boolean down = key.toLowerCase(Locale.ROOT).endsWith(" desc");
        boolean up = key.toLowerCase(Locale.ROOT).endsWith(" asc");
        order.append(down ? 'd' : 'a');
        String expression = down || up ? key.substring(0, key.lastIndexOf(' ')) : key;
        pieces.add(new Glue("__s" + number + ".push((", expression, at, "));"));
      }
      String kept = sort == null ? item : "__s" + number;
      pieces.add(Glue.of(from + ".push(" + kept + ");}", at));
    }
    pieces.add(
        Glue.of(
            "%s=%s(%s,%d,%s,'%s');"
                .formatted(
                    list(), ScriptText.CHOSEN, from, first, max == null ? "0/0" : max, order),
            at));
    return pieces;
  }

  /** The keys to sort by; commas inside parentheses and texts separate nothing. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (sort == null) {
      return keys;
    }
    int depth = 0;
    int begin = 0;
    char quote = 0;
    for (int i = 0; i < sort.length(); i++) {
      char c = sort.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        keys.add(sort.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    keys.add(sort.substring(begin).strip());
    return keys;
  }

  /** The variable that holds the elements to show. */
  String list() {
    return "__l" + number;
  }

  private String index() {
    return "__i" + number;
  }

  /** Begins what is printed once for each element. */
  Piece open() {
    return Glue.of(
        "for(var %1$s=0;%1$s<%2$s.length;%1$s++){var %3$s=%2$s[%1$s];"
            .formatted(index(), list(), item),
        at);
  }

  /** Begins what is printed once for each row of elements. */
  Piece openRow(int columns) {
    return Glue.of(
        "for(var %1$s=0;%1$s<%2$s.length;%1$s+=%3$d){".formatted(index(), list(), columns), at);
  }

  /** Begins what is printed for each column of a row, first the one with an element. */
  Piece openColumn(int columns) {
    String column = "__j" + number;
    return Glue.of(
        "for(var %1$s=%2$s;%1$s<%2$s+%3$d;%1$s++){if(%1$s<%4$s.length){var %5$s=%4$s[%1$s];"
            .formatted(column, index(), columns, list(), item),
        at);
  }

  /** Behind the last element its name means nothing. */
  Piece close() {
    return Glue.of("}" + item + "=undefined;", at);
  }

  /** Begins what is printed when there is no element. */
  Piece openEmpty() {
    return Glue.of("if(" + list() + ".length===0){", at);
  }
}
