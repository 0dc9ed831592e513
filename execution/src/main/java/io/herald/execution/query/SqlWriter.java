package io.herald.execution.query;

import io.herald.message.event.EventIds;
import io.herald.message.event.ReceivedBy;
import io.herald.message.expression.Expression;
import io.herald.message.expression.Expression.Relation;
import io.herald.message.expression.Function;
import io.herald.message.expression.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns one query into SQL. Everything a caller wrote becomes a bound parameter; names become the
 * fixed columns of the table. For one statement, by one thread.
 */
final class SqlWriter {
  /** What has a counterpart in SQL; the reader refuses the others, by name. */
  private static final Set<Function> TRANSLATED =
      EnumSet.of(
          Function.GET_DATE,
          Function.ADD_SECONDS,
          Function.ADD_MINUTES,
          Function.ADD_HOURS,
          Function.ADD_DAYS,
          Function.ADD_MONTHS,
          Function.ADD_YEARS,
          Function.SUB_SECONDS,
          Function.SUB_MINUTES,
          Function.SUB_HOURS,
          Function.SUB_DAYS,
          Function.SUB_MONTHS,
          Function.SUB_YEARS,
          Function.DAYS_AGO,
          Function.TO_STRING,
          Function.TO_INTEGER,
          Function.TO_DOUBLE,
          Function.TO_DATE_TIME,
          Function.LOWER,
          Function.UPPER,
          Function.LENGTH,
          Function.STARTS_WITH,
          Function.CONTAINS,
          Function.IS_EMPTY_STRING,
          Function.NO_NULL,
          Function.COALESCE,
          Function.IIF);

  private static final BigDecimal KEYS = BigDecimal.valueOf(1L << 56);
  private static final BigDecimal LONGS = BigDecimal.valueOf(Long.MAX_VALUE);

  private final QueryTable table;
  private final int instance;
  private final Instant now;
  private boolean personal;
  private final StringBuilder out = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /**
   * @param instance whose ids are meant by their low 56 bits
   * @param now what GetDate() gives
   */
  SqlWriter(QueryTable table, int instance, Instant now) {
    this.table = table;
    this.instance = instance;
    this.now = now;
  }

  /** Whether a function can be asked for. */
  static boolean translates(Function function) {
    return TRANSLATED.contains(function);
  }

  /** The statement that gives the rows, every value as text. */
  SqlText rows(EventQuery query) {
    personal = query.personal();
    out.append("SELECT ");
    String separator = "";
    for (EventQuery.Selected selected : query.select()) {
      out.append(separator);
      asText(selected.value(), selected.type());
      separator = ", ";
    }
    from(query.filter());
    out.append(" ORDER BY ");
    for (EventQuery.Ordering ordering : query.order()) {
      value(ordering.value());
      out.append(ordering.descending() ? " DESC NULLS LAST, " : " NULLS FIRST, ");
    }
    out.append(table.key()).append(" LIMIT ");
    bind((long) query.limit(), "bigint");
    out.append(" OFFSET ");
    bind((long) query.offset(), "bigint");
    return text();
  }

  /** The statement that counts the rows. */
  SqlText count(EventQuery query) {
    personal = query.personal();
    out.append("SELECT count(*)");
    from(query.filter());
    return text();
  }

  private SqlText text() {
    return new SqlText(out.toString(), parameters);
  }

  private void from(@Nullable Expression filter) {
    out.append(" FROM ").append(table.from());
    out.append(" WHERE e.queue = ").append(table.queue().number());
    out.append(" AND e.received_by <> ").append(ReceivedBy.PROOF.number());
    if (filter != null) {
      out.append(" AND ");
      condition(filter);
    }
  }

  private void asText(Expression value, ValueType type) {
    if (type == ValueType.MOMENT) {
      shownMoment(value);
    } else {
      out.append('(');
      value(value);
      out.append(")::text");
    }
  }

  private void shownMoment(Expression value) {
    out.append("to_char((");
    value(value);
    out.append(") AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS\"Z\"')");
  }

  private void condition(Expression condition) {
    out.append('(');
    switch (condition) {
      case Expression.All(List<Expression> all, int _) -> joined(all, " AND ");
      case Expression.Any(List<Expression> any, int _) -> joined(any, " OR ");
      case Expression.Not(Expression inner, int _) -> {
        out.append("NOT ");
        condition(inner);
      }
      case Expression.Comparison(Relation relation, Expression left, Expression right, int _) ->
          comparison(relation, left, right);
      case Expression.Like(Expression value, Expression pattern, boolean negated, int _) -> {
        value(value);
        out.append(negated ? " NOT LIKE " : " LIKE ");
        value(pattern);
        out.append(" ESCAPE ''");
      }
      case Expression.In(Expression value, List<Expression> list, boolean negated, int _) ->
          in(value, list, negated);
      case Expression.IsNull(Expression value, boolean negated, int _) -> isNull(value, negated);
      case Expression.Call call -> value(call);
      case Expression.Text _,
          Expression.Numeral _,
          Expression.Moment _,
          Expression.Constant _,
          Expression.Field _,
          Expression.Arithmetic _,
          Expression.Negative _ ->
          throw new IllegalArgumentException("no condition: " + condition.getClass());
    }
    out.append(')');
  }

  private void joined(List<Expression> conditions, String by) {
    String separator = "";
    for (Expression condition : conditions) {
      out.append(separator);
      condition(condition);
      separator = by;
    }
  }

  private void comparison(Relation relation, Expression left, Expression right) {
    if (right instanceof Expression.Numeral(BigDecimal number, int _) && id(left).isPresent()) {
      out.append(id(left).get()).append(' ').append(relation.sign()).append(' ');
      wholeId(number);
    } else if (left instanceof Expression.Numeral && id(right).isPresent()) {
      comparison(relation.mirrored(), right, left);
    } else {
      value(left);
      out.append(' ').append(relation.sign()).append(' ');
      value(right);
    }
  }

  private void in(Expression value, List<Expression> list, boolean negated) {
    Optional<String> id = id(value);
    if (id.isPresent()) {
      out.append(id.get());
    } else {
      value(value);
    }
    out.append(negated ? " NOT IN (" : " IN (");
    String separator = "";
    for (Expression one : list) {
      out.append(separator);
      if (id.isPresent() && one instanceof Expression.Numeral(BigDecimal number, int _)) {
        wholeId(number);
      } else {
        value(one);
      }
      separator = ", ";
    }
    out.append(')');
  }

  /** A text that is not there is an empty one. */
  private void isNull(Expression value, boolean negated) {
    boolean text = isText(value);
    out.append(text ? "coalesce(" : "");
    value(value);
    out.append(
        text ? negated ? ", '') <> ''" : ", '') = ''" : negated ? " IS NOT NULL" : " IS NULL");
  }

  private ValueType typeOf(Expression.Field field) {
    return table.typeOf(field).orElseThrow();
  }

  /** The SQL of a field that is an id. */
  private Optional<String> id(Expression expression) {
    return expression instanceof Expression.Field field
        ? table
            .column(field)
            .filter(column -> column.kind() == QueryColumn.Kind.ID)
            .map(QueryColumn::sql)
        : Optional.empty();
  }

  /**
   * The number as a whole id: what fits into 56 bits is a key on this instance. The index then
   * finds the row, however many there are.
   */
  private void wholeId(BigDecimal number) {
    boolean whole = number.stripTrailingZeros().scale() <= 0;
    if (whole && number.signum() >= 0 && number.compareTo(KEYS) < 0) {
      bind((long) instance << 56 | number.longValue(), "bigint");
    } else {
      numeral(number);
    }
  }

  private void value(Expression expression) {
    switch (expression) {
      case Expression.Text(String text, int _) -> bind(text, "text");
      case Expression.Numeral(BigDecimal number, int _) -> numeral(number);
      case Expression.Moment(Instant instant, int _) ->
          bind(instant.atOffset(ZoneOffset.UTC), "timestamptz");
      case Expression.Field field -> field(field);
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negative(Expression value, int _) -> {
        out.append("(-");
        value(value);
        out.append(')');
      }
      case Expression.Call call -> call(call.function(), call.arguments());
      case Expression.Constant constant ->
          throw new IllegalArgumentException("constant " + constant.name() + " has no value");
      case Expression.Comparison _,
          Expression.Like _,
          Expression.In _,
          Expression.IsNull _,
          Expression.All _,
          Expression.Any _,
          Expression.Not _ ->
          condition(expression);
    }
  }

  private void field(Expression.Field field) {
    QueryColumn column = table.column(field).orElseThrow();
    if (column.kind() == QueryColumn.Kind.ID) {
      out.append('(').append(column.sql()).append(" & ").append(EventIds.keyOf(-1L)).append(')');
    } else {
      out.append(column.personal() && !personal ? "''" : column.sql());
    }
  }

  private void numeral(BigDecimal number) {
    if (number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(LONGS) <= 0) {
      bind(number.longValue(), "bigint");
    } else {
      bind(number, "numeric");
    }
  }

  private void arithmetic(Expression.Arithmetic arithmetic) {
    out.append('(');
    value(arithmetic.left());
    boolean ofDays = isMoment(arithmetic.left());
    boolean ofTexts = !ofDays && isText(arithmetic.left());
    out.append(ofTexts ? " || " : " " + arithmetic.operation().sign() + " ");
    if (ofDays) {
      out.append("interval '1 day' * (");
      value(arithmetic.right());
      out.append(')');
    } else {
      // numbers that outgrow 64 bits become decimals instead of errors
      value(arithmetic.right());
      out.append(ofTexts ? "" : "::numeric");
    }
    out.append(')');
  }

  private boolean isMoment(Expression expression) {
    return typeOf(expression) == ValueType.MOMENT;
  }

  private boolean isText(Expression expression) {
    return typeOf(expression) == ValueType.TEXT;
  }

  private ValueType typeOf(Expression expression) {
    return switch (expression) {
      case Expression.Text _ -> ValueType.TEXT;
      case Expression.Moment _ -> ValueType.MOMENT;
      case Expression.Field field -> typeOf(field);
      case Expression.Arithmetic arithmetic -> typeOf(arithmetic.left());
      case Expression.Call call -> typeOf(call);
      default -> ValueType.NUMBER;
    };
  }

  private ValueType typeOf(Expression.Call call) {
    return switch (call.function()) {
      case GET_DATE,
          ADD_SECONDS,
          ADD_MINUTES,
          ADD_HOURS,
          ADD_DAYS,
          ADD_MONTHS,
          ADD_YEARS,
          SUB_SECONDS,
          SUB_MINUTES,
          SUB_HOURS,
          SUB_DAYS,
          SUB_MONTHS,
          SUB_YEARS,
          DAYS_AGO,
          TO_DATE_TIME ->
          ValueType.MOMENT;
      case TO_STRING, LOWER, UPPER -> ValueType.TEXT;
      case TO_INTEGER, TO_DOUBLE, LENGTH -> ValueType.NUMBER;
      case IS_EMPTY_STRING, STARTS_WITH, CONTAINS -> ValueType.CONDITION;
      case COALESCE -> typeOf(call.arguments().getFirst());
      case IIF -> typeOf(call.arguments().getLast());
      default -> throw untranslated(call.function());
    };
  }

  private void call(Function function, List<Expression> arguments) {
    switch (function) {
      case GET_DATE -> bind(now.atOffset(ZoneOffset.UTC), "timestamptz");
      case ADD_SECONDS -> moved(arguments, '+', "1 second");
      case ADD_MINUTES -> moved(arguments, '+', "1 minute");
      case ADD_HOURS -> moved(arguments, '+', "1 hour");
      case ADD_DAYS -> moved(arguments, '+', "1 day");
      case ADD_MONTHS -> moved(arguments, '+', "1 month");
      case ADD_YEARS -> moved(arguments, '+', "1 year");
      case SUB_SECONDS -> moved(arguments, '-', "1 second");
      case SUB_MINUTES -> moved(arguments, '-', "1 minute");
      case SUB_HOURS -> moved(arguments, '-', "1 hour");
      case SUB_DAYS -> moved(arguments, '-', "1 day");
      case SUB_MONTHS -> moved(arguments, '-', "1 month");
      case SUB_YEARS -> moved(arguments, '-', "1 year");
      case DAYS_AGO -> {
        out.append('(');
        bind(now.atOffset(ZoneOffset.UTC), "timestamptz");
        out.append(" - interval '1 day' * (");
        value(arguments.getFirst());
        out.append("))");
      }
      case TO_STRING -> shown(arguments);
      case TO_INTEGER -> number("trunc(", arguments, ")");
      case TO_DOUBLE -> number("(", arguments, ")");
      case TO_DATE_TIME -> wrapped("(nullif((", arguments, "), '')::timestamptz)");
      case LOWER -> wrapped("lower(", arguments, ")");
      case UPPER -> wrapped("upper(", arguments, ")");
      case LENGTH -> wrapped("char_length(", arguments, ")");
      case IS_EMPTY_STRING -> wrapped("(coalesce(", arguments, ", '') = '')");
      case STARTS_WITH -> {
        wrapped("starts_with(", arguments, ", ");
        value(arguments.getLast());
        out.append(')');
      }
      case CONTAINS -> {
        out.append("(position(");
        value(arguments.getLast());
        wrapped(" IN ", arguments, ") > 0)");
      }
      case COALESCE -> coalesce(arguments);
      case IIF -> {
        out.append("CASE WHEN ");
        condition(arguments.getFirst());
        out.append(" THEN ");
        value(arguments.get(1));
        out.append(" ELSE ");
        value(arguments.getLast());
        out.append(" END");
      }
      default -> throw untranslated(function);
    }
  }

  /** The reader lets none of them in. */
  private static IllegalArgumentException untranslated(Function function) {
    return new IllegalArgumentException("function " + function.label() + " has no SQL");
  }

  /** An empty text is passed over like one that is not there; the last value counts as it is. */
  private void coalesce(List<Expression> arguments) {
    boolean text = isText(arguments.getFirst());
    out.append("coalesce(");
    for (Expression argument : arguments.subList(0, arguments.size() - 1)) {
      out.append(text ? "nullif(" : "");
      value(argument);
      out.append(text ? ", ''), " : ", ");
    }
    value(arguments.getLast());
    out.append(')');
  }

  /** A number in its shortest form. */
  private void shown(List<Expression> arguments) {
    if (typeOf(arguments.getFirst()) == ValueType.NUMBER) {
      wrapped("trim_scale((", arguments, ")::numeric)::text");
    } else {
      asText(arguments.getFirst(), typeOf(arguments.getFirst()));
    }
  }

  /** An empty text is no number, and no mistake either. */
  private void number(String before, List<Expression> arguments, String after) {
    boolean text = isText(arguments.getFirst());
    wrapped(
        before + (text ? "(nullif(" : "(("),
        arguments,
        (text ? ", '')" : ")") + ")::numeric" + after);
  }

  private void wrapped(String before, List<Expression> arguments, String after) {
    out.append(before);
    value(arguments.getFirst());
    out.append(after);
  }

  private void moved(List<Expression> arguments, char sign, String unit) {
    out.append('(');
    value(arguments.getFirst());
    out.append(' ').append(sign).append(" interval '").append(unit).append("' * (");
    value(arguments.getLast());
    out.append("))");
  }

  private void bind(Object value, String type) {
    parameters.add(value);
    out.append("?::").append(type);
  }
}
