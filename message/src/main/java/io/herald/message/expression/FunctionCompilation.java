package io.herald.message.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Turns the calls of one expression into steps. For one thread, once. */
final class FunctionCompilation {
  private static final Step BLANK = Step.constant(" ");
  private static final Step ONE_DAY = Step.constant(BigDecimal.valueOf(86_400));
  private static final Step ZERO = Step.constant(BigDecimal.ZERO);
  private static final Step EVERYTHING = Step.constant(BigDecimal.valueOf(Integer.MAX_VALUE));
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal YEAR = BigDecimal.valueOf(12);

  private final Compilation nodes;
  private final Environment environment;
  private final DateFunctions dates;
  private final SecretFunctions secrets;

  FunctionCompilation(Compilation nodes, Environment environment, DateFunctions dates) {
    this.nodes = nodes;
    this.environment = environment;
    this.dates = dates;
    this.secrets = new SecretFunctions(environment.random(), environment.key());
  }

  /** One call, its arguments compiled. */
  private record Arguments(Expression.Call call, List<Step> steps) {
    Step get(int index) {
      return steps.get(index);
    }

    Step get(int index, Step otherwise) {
      return index < steps.size() ? steps.get(index) : otherwise;
    }

    /** Where an argument stands, or the call when it was left out. */
    Place place(int index) {
      Expression at = index < call.arguments().size() ? call.arguments().get(index) : call;
      return Place.of(call.function().label(), at);
    }
  }

  /** What is done to a text, its work counted. */
  @FunctionalInterface
  private interface OnText {
    Object of(String text, Run run, Place place);
  }

  /** What is done to a date and a number. */
  @FunctionalInterface
  private interface Move {
    Instant of(Instant moment, BigDecimal count, Place place);
  }

  Step step(Expression.Call call) {
    Arguments all = new Arguments(call, nodes.steps(call.arguments()));
    return switch (call.function()) {
      case IIF, CASE -> choice(all);
      case DECODE -> decode(all);
      case COALESCE -> coalesce(all);
      case IS_EMPTY_STRING -> run -> !Values.isThere(all.get(0).of(run));
      case STARTS_WITH -> onTexts(all, (text, start, _) -> text.startsWith(start));
      case CONTAINS -> {
        Place place = all.place(0);
        yield onTexts(all, (text, part, run) -> TextFunctions.contains(text, part, run, place));
      }
      case UPPER -> onText(all, TextFunctions::upper);
      case LOWER -> onText(all, TextFunctions::lower);
      case SMART -> onText(all, TextFunctions::smart);
      case LEFT -> onTextAndNumber(all, (text, count, _) -> TextFunctions.left(text, count));
      case RIGHT -> onTextAndNumber(all, (text, count, _) -> TextFunctions.right(text, count));
      case SUBSTRING ->
          Step.three(
              String.class,
              all.get(0),
              BigDecimal.class,
              all.get(1),
              BigDecimal.class,
              all.get(2, EVERYTHING),
              (text, from, count, _) -> TextFunctions.substring(text, from, count));
      case LENGTH -> onText(all, (text, _, _) -> BigDecimal.valueOf(TextFunctions.length(text)));
      case REPLACE -> replace(all);
      case LPAD -> pad(all, true);
      case RPAD -> pad(all, false);
      case LTRIM -> onText(all, (text, _, _) -> TextFunctions.trimLeft(text));
      case RTRIM -> onText(all, (text, _, _) -> TextFunctions.trimRight(text));
      case JUXT_WORDS -> words(all);
      case CHARINDEX -> {
        Place place = all.place(0);
        yield onTexts(
            all,
            (text, part, run) -> BigDecimal.valueOf(TextFunctions.place(text, part, run, place)));
      }
      case GET_EMAIL_DOMAIN -> onText(all, (text, _, _) -> TextFunctions.domain(text));
      case TO_STRING -> Step.one(Object.class, all.get(0), (value, _) -> Values.shown(value));
      case TO_INTEGER -> number(all, true);
      case TO_DOUBLE -> number(all, false);
      case TO_DATE -> moment(all, true);
      case TO_DATE_TIME -> moment(all, false);
      case GET_DATE -> Run::now;
      case DATE_ONLY -> onMoment(all, dates::dayOf);
      case ADD_SECONDS -> moved(all, false, BigDecimal.ONE, dates::seconds);
      case ADD_MINUTES -> moved(all, false, MINUTE, dates::seconds);
      case ADD_HOURS -> moved(all, false, HOUR, dates::seconds);
      case ADD_DAYS -> moved(all, false, BigDecimal.ONE, dates::days);
      case ADD_MONTHS -> moved(all, false, BigDecimal.ONE, dates::months);
      case ADD_YEARS -> moved(all, false, YEAR, dates::months);
      case SUB_SECONDS -> moved(all, true, BigDecimal.ONE, dates::seconds);
      case SUB_MINUTES -> moved(all, true, MINUTE, dates::seconds);
      case SUB_HOURS -> moved(all, true, HOUR, dates::seconds);
      case SUB_DAYS -> moved(all, true, BigDecimal.ONE, dates::days);
      case SUB_MONTHS -> moved(all, true, BigDecimal.ONE, dates::months);
      case SUB_YEARS -> moved(all, true, YEAR, dates::months);
      case DAYS_AGO -> {
        Place place = all.place(0);
        yield onNumber(all, (days, run) -> dates.days(run.now(), days.negate(), place));
      }
      case DAYS_DIFF ->
          onMoments(all, (end, start, _) -> BigDecimal.valueOf(dates.daysBetween(end, start)));
      case HOURS_DIFF ->
          onMoments(
              all, (end, start, _) -> BigDecimal.valueOf(DateFunctions.hoursBetween(end, start)));
      case DAYS_OLD ->
          Step.one(
              Instant.class,
              all.get(0),
              (moment, run) -> BigDecimal.valueOf(dates.daysBetween(run.now(), moment)));
      case YEAR -> part(all, ZonedDateTime::getYear);
      case MONTH -> part(all, ZonedDateTime::getMonthValue);
      case DAY -> part(all, ZonedDateTime::getDayOfMonth);
      case WEEK_DAY -> part(all, moment -> moment.getDayOfWeek().getValue());
      case HOUR -> part(all, ZonedDateTime::getHour);
      case TRUNC_DATE -> {
        Place place = all.place(1);
        yield Step.two(
            Instant.class,
            all.get(0),
            BigDecimal.class,
            all.get(1, ONE_DAY),
            (moment, seconds, _) -> dates.truncated(moment, seconds, place));
      }
      case TRUNC_WEEK -> onMoment(all, dates::weekOf);
      case TRUNC_YEAR -> onMoment(all, dates::yearOf);
      case ROUND ->
          Step.two(
              BigDecimal.class,
              all.get(0),
              BigDecimal.class,
              all.get(1, ZERO),
              (number, decimals, _) -> NumberFunctions.round(number, decimals));
      case FLOOR -> onNumber(all, (number, _) -> NumberFunctions.whole(number, RoundingMode.FLOOR));
      case CEIL ->
          onNumber(all, (number, _) -> NumberFunctions.whole(number, RoundingMode.CEILING));
      case ABS -> onNumber(all, (number, _) -> number.abs());
      case MOD -> {
        Place place = all.place(1);
        yield onNumbers(all, (number, by, _) -> NumberFunctions.mod(number, by, place));
      }
      case PERCENT -> {
        Place place = all.place(1);
        yield onNumbers(all, (part, whole, _) -> NumberFunctions.percent(part, whole, place));
      }
      case RANDOM -> _ -> BigDecimal.valueOf(environment.random().nextDouble());
      case GREATEST -> extreme(all, 1);
      case LEAST -> extreme(all, -1);
      case MD5_DIGEST -> digest(all, "MD5");
      case SHA256_DIGEST -> digest(all, "SHA-256");
      case SHA512_DIGEST -> digest(all, "SHA-512");
      case NEW_UUID -> _ -> secrets.uuid();
      case AES_ENCRYPT -> onText(all, secrets::encrypt);
      case AES_DECRYPT -> onText(all, secrets::decrypt);
      // the type check makes NoNull a Coalesce; aggregates are nodes of their own kind
      case NO_NULL, COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX ->
          throw new IllegalArgumentException(call.function().label());
    };
  }

  private static Step onText(Arguments all, OnText function) {
    Place place = all.place(0);
    return Step.one(String.class, all.get(0), (text, run) -> function.of(text, run, place));
  }

  private static Step onTexts(Arguments all, Step.Two<String, String> function) {
    return Step.two(String.class, all.get(0), String.class, all.get(1), function);
  }

  private static Step onTextAndNumber(Arguments all, Step.Two<String, BigDecimal> function) {
    return Step.two(String.class, all.get(0), BigDecimal.class, all.get(1), function);
  }

  private static Step onNumber(Arguments all, Step.One<BigDecimal> function) {
    return Step.one(BigDecimal.class, all.get(0), function);
  }

  private static Step onNumbers(Arguments all, Step.Two<BigDecimal, BigDecimal> function) {
    return Step.two(BigDecimal.class, all.get(0), BigDecimal.class, all.get(1), function);
  }

  private static Step onMoment(Arguments all, java.util.function.UnaryOperator<Instant> function) {
    return Step.one(Instant.class, all.get(0), (moment, _) -> function.apply(moment));
  }

  private static Step onMoments(Arguments all, Step.Two<Instant, Instant> function) {
    return Step.two(Instant.class, all.get(0), Instant.class, all.get(1), function);
  }

  private Step part(Arguments all, ToIntFunction<ZonedDateTime> part) {
    return Step.one(
        Instant.class,
        all.get(0),
        (moment, _) -> BigDecimal.valueOf(part.applyAsInt(dates.at(moment))));
  }

  private static Step moved(Arguments all, boolean back, BigDecimal unit, Move move) {
    Place place = all.place(1);
    BigDecimal step = back ? unit.negate() : unit;
    return Step.two(
        Instant.class,
        all.get(0),
        BigDecimal.class,
        all.get(1),
        (moment, count, _) -> move.of(moment, count.multiply(step), place));
  }

  private static Step digest(Arguments all, String algorithm) {
    return onText(all, (text, run, place) -> SecretFunctions.digest(algorithm, text, run, place));
  }

  /** Conditions at the even places, each with its value behind it; at the end what else. */
  private static Step choice(Arguments all) {
    List<Step> steps = all.steps();
    return run -> {
      int i = 0;
      while (i + 1 < steps.size()) {
        if (Boolean.TRUE.equals(steps.get(i).of(run))) {
          return steps.get(i + 1).of(run);
        }
        i += 2;
      }
      return i < steps.size() ? steps.get(i).of(run) : null;
    };
  }

  private static Step decode(Arguments all) {
    List<Step> steps = all.steps();
    return run -> {
      Object value = steps.getFirst().of(run);
      int i = 1;
      while (i + 1 < steps.size()) {
        Object key = value == null ? null : steps.get(i).of(run);
        if (value != null && key != null && Values.compare(value, key) == 0) {
          return steps.get(i + 1).of(run);
        }
        i += 2;
      }
      return i < steps.size() ? steps.get(i).of(run) : null;
    };
  }

  /** The last one counts as it is. */
  private static Step coalesce(Arguments all) {
    return run -> {
      Object value = null;
      for (Step step : all.steps()) {
        value = step.of(run);
        if (Values.isThere(value)) {
          return value;
        }
      }
      return value;
    };
  }

  private static Step replace(Arguments all) {
    Place place = all.place(0);
    return Step.three(
        String.class,
        all.get(0),
        String.class,
        all.get(1),
        String.class,
        all.get(2),
        (text, search, by, run) -> TextFunctions.replace(text, search, by, run, place));
  }

  private static Step pad(Arguments all, boolean left) {
    Place place = all.place(1);
    return Step.three(
        String.class,
        all.get(0),
        BigDecimal.class,
        all.get(1),
        String.class,
        all.get(2, BLANK),
        (text, length, fill, run) -> TextFunctions.pad(text, length, fill, left, run, place));
  }

  private static Step words(Arguments all) {
    Place place = all.place(0);
    return run -> {
      StringBuilder out = new StringBuilder();
      for (Step step : all.steps()) {
        if (step.of(run) instanceof String text && !text.isEmpty()) {
          run.grow((long) out.length() + 1 + text.length(), place);
          out.append(out.isEmpty() ? "" : " ").append(text);
        }
      }
      return out.toString();
    };
  }

  /** A text that is empty is no number, and no mistake either. */
  private static Step number(Arguments all, boolean whole) {
    Place place = all.place(0);
    return run -> {
      Object value = all.get(0).of(run);
      if (value == null || value.equals("")) {
        return null;
      }
      BigDecimal number =
          value instanceof BigDecimal already ? already : Values.number((String) value, place);
      return whole ? NumberFunctions.whole(number, RoundingMode.DOWN) : number;
    };
  }

  /** A text that is empty is no date, and no mistake either. */
  private Step moment(Arguments all, boolean day) {
    Place place = all.place(0);
    return run -> {
      Object value = all.get(0).of(run);
      if (value == null || value.equals("")) {
        return null;
      }
      Instant moment =
          value instanceof Instant already
              ? already
              : Values.moment((String) value, environment.moments(), place);
      return day ? dates.dayOf(moment) : moment;
    };
  }

  private static Step extreme(Arguments all, int sign) {
    return run -> {
      @Nullable Object extreme = null;
      for (Step step : all.steps()) {
        Object value = step.of(run);
        boolean better =
            value != null
                && (extreme == null || Integer.signum(Values.compare(value, extreme)) == sign);
        extreme = better ? value : extreme;
      }
      return extreme;
    };
  }
}
