package io.herald.message.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The functions of the language. Names are matched in any letter case. Days are 24 hours and months
 * those of UTC, whatever the server's time zone is (TPL-45).
 */
public enum Function {
  GET_DATE("GetDate", Kind.MOMENT),
  ADD_SECONDS("AddSeconds", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  ADD_MINUTES("AddMinutes", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  ADD_HOURS("AddHours", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  ADD_DAYS("AddDays", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  ADD_MONTHS("AddMonths", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  ADD_YEARS("AddYears", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_SECONDS("SubSeconds", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_MINUTES("SubMinutes", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_HOURS("SubHours", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_DAYS("SubDays", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_MONTHS("SubMonths", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  SUB_YEARS("SubYears", Kind.MOMENT, Kind.MOMENT, Kind.NUMBER),
  DAYS_AGO("DaysAgo", Kind.MOMENT, Kind.NUMBER),
  TO_STRING("ToString", Kind.TEXT, Kind.ANY),
  TO_INTEGER("ToInteger", Kind.NUMBER, Kind.TEXT_OR_NUMBER),
  TO_DOUBLE("ToDouble", Kind.NUMBER, Kind.TEXT_OR_NUMBER),
  TO_DATE_TIME("ToDateTime", Kind.MOMENT, Kind.TEXT),
  LOWER("Lower", Kind.TEXT, Kind.TEXT),
  UPPER("Upper", Kind.TEXT, Kind.TEXT),
  LENGTH("Length", Kind.NUMBER, Kind.TEXT),
  IS_EMPTY_STRING("IsEmptyString", Kind.CONDITION, Kind.TEXT),
  COALESCE("Coalesce", Kind.ANY, Kind.ANY, Kind.ANY),
  IIF("Iif", Kind.ANY, Kind.CONDITION, Kind.ANY, Kind.ANY);

  /** What a function takes or gives. All arguments that may be anything are of one type. */
  enum Kind {
    TEXT,
    NUMBER,
    MOMENT,
    CONDITION,
    TEXT_OR_NUMBER,
    ANY
  }

  private static final Map<String, Function> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toMap(f -> f.label.toLowerCase(Locale.ROOT), f -> f));

  private final String label;
  private final Kind result;
  private final List<Kind> parameters;

  Function(String label, Kind result, Kind... parameters) {
    this.label = label;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** Its name as documented. */
  public String label() {
    return label;
  }

  Kind result() {
    return result;
  }

  List<Kind> parameters() {
    return parameters;
  }

  /** The function of this name, in any letter case. */
  static Optional<Function> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The names of all, for messages and for the reference page. */
  public static String labels() {
    return Arrays.stream(values()).map(Function::label).collect(Collectors.joining(", "));
  }
}
