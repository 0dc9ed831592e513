package io.herald.message.expression;

import io.herald.message.expression.Signature.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Writes expressions over a {@link Shop} that are well typed, from the table of functions. */
final class RandomExpressions {
  private final Random random;

  RandomExpressions(long seed) {
    random = new Random(seed);
  }

  /** Of any type. */
  String any() {
    return of(kind(), 4);
  }

  private Kind kind() {
    return List.of(Kind.TEXT, Kind.NUMBER, Kind.MOMENT, Kind.CONDITION).get(random.nextInt(4));
  }

  private String of(Kind wanted, int depth) {
    Kind kind =
        switch (wanted) {
          case TEXT_OR_NUMBER -> chance() ? Kind.TEXT : Kind.NUMBER;
          case TEXT_OR_MOMENT -> Kind.MOMENT;
          case ANY -> List.of(Kind.TEXT, Kind.NUMBER, Kind.MOMENT).get(random.nextInt(3));
          case TEXT, NUMBER, MOMENT, CONDITION -> wanted;
        };
    if (depth > 0 && random.nextInt(3) > 0) {
      return call(kind, depth - 1);
    }
    return switch (kind) {
      case TEXT ->
          depth > 0 && chance()
              ? of(Kind.TEXT, depth - 1) + " + (" + of(Kind.TEXT, depth - 1) + ")"
              : pick(
                  "@email", "@city", "[customer/@name]", "'it\\'s \\\\ 1'", "''", "'7'", "'ü😀'");
      case NUMBER ->
          depth > 0 && chance()
              ? "-(%s) %s (%s)"
                  .formatted(of(kind, depth - 1), pick("+", "-", "*"), of(kind, depth - 1))
              : pick("@amount", "@discount", "0", "1", "-3", "2.50", "99999999999", "$(vat)");
      case MOMENT ->
          depth > 0 && chance()
              ? of(kind, depth - 1) + pick(" + ", " - ") + "(" + of(Kind.NUMBER, depth - 1) + ")"
              : pick("@created", "@shipped", "GetDate()", "#2026-01-31#", "#0001-01-01T00:00:00Z#");
      case CONDITION -> condition(depth);
      case TEXT_OR_NUMBER, TEXT_OR_MOMENT, ANY -> throw new AssertionError(kind);
    };
  }

  private String condition(int depth) {
    if (depth == 0) {
      return pick("@vip", "@amount = 120", "@city is empty", "@shipped > @created");
    }
    int next = depth - 1;
    String one = of(Kind.CONDITION, next);
    String other = of(Kind.CONDITION, next);
    String text = "(" + of(Kind.TEXT, next) + ")";
    List<Supplier<String>> forms =
        List.of(
            () -> "(" + one + ") and " + other,
            () -> one + " or " + other,
            () -> "(" + one + ") except (" + other + ")",
            () -> "not (" + one + ")",
            () -> text + pick(" like ", " not like ") + pick("'a%'", "'%_%x'", "@city"),
            () -> text + pick(" contains ", " not starts with ") + pick("'a'", "@city"),
            () -> text + pick(" in ", " not in ") + "('a', @city, " + text + ")",
            () -> text + pick(" is null", " is not empty"),
            () -> {
              Kind kind = List.of(Kind.TEXT, Kind.NUMBER, Kind.MOMENT).get(random.nextInt(3));
              return "(%s) %s (%s)"
                  .formatted(of(kind, next), pick("=", "<>", "<", "<=", ">", ">="), of(kind, next));
            });
    return forms.get(random.nextInt(forms.size())).get();
  }

  private String call(Kind wanted, int depth) {
    List<Function> fitting =
        Arrays.stream(Function.values())
            .filter(f -> f.signature().result() == wanted || fits(f, wanted))
            .toList();
    Function function = fitting.get(random.nextInt(fitting.size()));
    Kind one = List.of(Kind.TEXT, Kind.NUMBER, Kind.MOMENT).get(random.nextInt(3));
    Kind any = function.signature().result() == Kind.ANY ? wanted : one;
    String arguments =
        switch (function) {
          case CASE ->
              "When(%s, %s), Else(%s)"
                  .formatted(of(Kind.CONDITION, depth), of(any, depth), of(any, depth));
          case DECODE ->
              String.join(", ", of(Kind.NUMBER, depth), "1", of(any, depth), of(any, depth));
          case COUNT, COUNT_DISTINCT -> pick("[items/@name]", "[items/@price] * 2");
          case SUM, AVG -> pick("[items/@price]", "[items/@price] * @amount");
          case TO_DATE_TIME -> pick("@email", "'2026-01-31 09:00'", "ToString(@shipped)");
          case MIN, MAX -> wanted == Kind.TEXT ? "[items/@name]" : "[items/@price]";
          default -> arguments(function.signature(), any, depth);
        };
    return function.label() + "(" + arguments + ")";
  }

  private static boolean fits(Function function, Kind wanted) {
    return switch (function) {
      case MIN, MAX, NO_NULL -> wanted == Kind.TEXT || wanted == Kind.NUMBER;
      default -> function.signature().result() == Kind.ANY && wanted != Kind.CONDITION;
    };
  }

  private String arguments(Signature signature, Kind any, int depth) {
    boolean alike = any == Kind.TEXT || any == Kind.NUMBER;
    int count = Math.min(signature.most(), signature.least() + random.nextInt(3));
    List<String> arguments = new ArrayList<>();
    IntStream.range(0, count)
        .mapToObj(i -> signature.kind(i))
        .map(kind -> kind == Kind.ANY || kind == Kind.TEXT_OR_NUMBER && alike ? any : kind)
        .map(kind -> of(kind, depth))
        .forEach(arguments::add);
    return String.join(", ", arguments);
  }

  private boolean chance() {
    return random.nextBoolean();
  }

  private String pick(String... all) {
    return all[random.nextInt(all.length)];
  }
}
