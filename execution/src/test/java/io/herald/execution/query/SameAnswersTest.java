package io.herald.execution.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.expression.Computed;
import io.herald.message.expression.Environment;
import io.herald.message.expression.Evaluation;
import io.herald.message.expression.Evaluator;
import io.herald.message.expression.Expression;
import io.herald.message.expression.ExpressionReader;
import io.herald.message.expression.Function;
import io.herald.message.expression.MomentReader;
import io.herald.message.expression.Reading;
import io.herald.message.expression.Row;
import io.herald.message.expression.ValueType;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An expression (TPL-45) comes to the same in memory and in PostgreSQL")
class SameAnswersTest {
  private static final long TOP = 1L << 56;
  private static final SettableClock CLOCK = SettableClock.at("2026-01-31T12:00:00Z");
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** One event with all there is, one with next to nothing. */
  private static final Map<Long, Map<String, Object>> EVENTS =
      Map.of(
          8030L,
          Map.of(
              "@id",
              8030L,
              "@type",
              "order",
              "@status",
              2,
              "@email",
              "Ada@example.com",
              "@origin",
              "12.50",
              "@wishedChannel",
              0,
              "@created",
              Instant.parse("2026-01-31T10:00:00Z"),
              "@scheduled",
              Instant.parse("2026-01-30T08:15:30.250Z")),
          8031L,
          Map.of(
              "@id",
              8031L,
              "@type",
              "welcome",
              "@status",
              0,
              "@created",
              Instant.parse("2026-01-31T11:00:00Z")));

  private static final ExpressionReader READER =
      new ExpressionReader(QueryTable.RT_EVENT, MomentReader.iso(ZoneOffset.UTC));
  private static final Evaluator EVALUATOR =
      new Evaluator(QueryTable.RT_EVENT, Environment.of(CLOCK, ZoneOffset.UTC));

  private static TestDatabase database;
  private static EventQueries queries;

  @BeforeAll
  static void store() throws Exception {
    database = TestDatabase.create("io/herald/execution/migration");
    queries = new EventQueryStore(database.open(4).dataSource(), 1, CLOCK);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE event_0 PARTITION OF event FOR VALUES FROM (%d) TO (%d)"
              .formatted(TOP, TOP + 10_000L));
      insert(
          statement,
          "%d, 'order', 2, false, 'Ada@example.com', '12.50', 0, '2026-01-31T10:00:00Z', '2026-01-30T08:15:30.250Z'"
              .formatted(TOP + 8030));
      insert(
          statement,
          "%d, 'welcome', 0, true, NULL, NULL, NULL, '2026-01-31T11:00:00Z', NULL"
              .formatted(TOP + 8031));
    }
  }

  private static void insert(Statement statement, String values) throws SQLException {
    statement.execute(
        """
        INSERT INTO event (id, type, status, open, email, origin, wished_channel, created, scheduled, queue,
          ctx_format, ctx, received_by, due_at, last_modified, last_writer, last_change)
        VALUES (%s, 0, 0, '<ctx/>', 0, now(), now(), 1, 1)
        """
            .formatted(values));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static Expression read(String text) {
    return switch (READER.read(text)) {
      case Reading.Understood(Expression expression, ValueType _) -> expression;
      case Reading.NotUnderstood wrong -> throw new AssertionError(text + ": " + wrong);
    };
  }

  private static String inMemory(Expression expression, long id) {
    Evaluation evaluation = EVALUATOR.compile(expression);
    Row row = field -> EVENTS.getOrDefault(id, Map.of()).get(field.path());
    return switch (evaluation.over(row)) {
      case Computed.Text(String text) -> text;
      case Computed.Numeral(BigDecimal number) -> shortest(number);
      case Computed.Moment(Instant moment) -> SHOWN.format(moment);
      case Computed.Truth(boolean truth) -> String.valueOf(truth);
      case Computed.Nothing() -> "";
      case Computed.Failure _ -> "not computable";
    };
  }

  private static String inDatabase(String text, long id) {
    boolean condition = READER.readCondition(text) instanceof Reading.Understood;
    String value =
        condition ? "Iif(" + text + ", 'true', Iif(not (" + text + "), 'false', ''))" : text;
    if (!(READER.readValue(value) instanceof Reading.Understood(Expression read, ValueType type))) {
      throw new AssertionError(value);
    }
    EventQuery query =
        new EventQuery(
            QueryTable.RT_EVENT,
            List.of(new EventQuery.Selected(read, type)),
            read("@id = " + id),
            List.of(),
            1,
            0,
            /* personal= */ true);
    return switch (queries.find(query)) {
      case QueryAnswer.Rows(List<List<String>> rows) -> {
        String found = rows.getFirst().getFirst();
        yield type == ValueType.NUMBER && !found.isEmpty()
            ? shortest(new BigDecimal(found))
            : found;
      }
      case QueryAnswer.NotComputable _ -> "not computable";
      case QueryAnswer other -> throw new AssertionError(text + ": " + other);
    };
  }

  private static String shortest(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  @Test
  void asManyRandomExpressionsShow() {
    List<String> differences = new ArrayList<>();
    int computable = 0;
    for (long seed = 0; seed < 600; seed++) {
      String text = new Writing(new Random(seed)).any();
      Expression expression = read(text);
      for (long id : EVENTS.keySet()) {
        String memory = inMemory(expression, id);
        String stored = inDatabase(text, id);
        computable += memory.equals("not computable") ? 0 : 1;
        if (!memory.equals(stored)) {
          differences.add(id + ": " + text + " = " + memory + ", stored: " + stored);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(computable).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource
  void asTheExampleOfEveryFunctionShowsThatQueriesKnow(Function function) {
    String known =
        "Upper('Ada'), Lower('Ada'), Length('Ada'), ToInteger('12.9'), ToDouble('12.90')";
    if (QueryTable.RT_EVENT.allows(function) && known.contains(function.example())) {
      assertThat(inDatabase(function.example(), 8030L)).isEqualTo(function.result());
    }
    boolean refused =
        READER.read(function.example()) instanceof Reading.NotUnderstood(int _, String why)
            && why.contains("' cannot be used here; those that can are Iif, ");
    assertThat(refused).isNotEqualTo(QueryTable.RT_EVENT.allows(function));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AddMonths(@created, 1.5)",
        "AddYears(@scheduled, -1.25)",
        "SubMonths(#2026-03-31T10:00:00Z#, 1)",
        "ToString(@created + 0.5)",
        "ToString(2.50 * 2)",
        "ToInteger(@origin)",
        "ToInteger(@email)",
        "@email like '%a%_x%'",
        "not (@wishedChannel in (1, 2))",
        "@wishedChannel + 1",
        "ToString(@wishedChannel) is empty",
        "IsEmptyString(@email) or @scheduled > @created",
      })
  void asTheseShow(String text) {
    for (long id : EVENTS.keySet()) {
      assertThat(inMemory(read(text), id)).as(text).isEqualTo(inDatabase(text, id));
    }
  }

  /**
   * Writes well typed expressions of what both can do. Texts are compared for equality only, since
   * their order is the database's, and letters are ASCII, since capitals are, too.
   */
  private record Writing(Random random) {
    String any() {
      return switch (random.nextInt(4)) {
        case 0 -> text(3);
        case 1 -> number(3);
        case 2 -> moment(3);
        default -> condition(3);
      };
    }

    private String text(int depth) {
      int next = depth - 1;
      if (depth == 0 || random.nextInt(4) == 0) {
        return pick("@email", "@type", "@origin", "@externalId", "'a%b'", "''", "'12'", "'\\\\'");
      }
      return switch (random.nextInt(7)) {
        case 0 -> "Lower(" + text(next) + ")";
        case 1 -> "Upper(" + text(next) + ")";
        case 2 -> "ToString(" + (random.nextBoolean() ? number(next) : moment(next)) + ")";
        case 3 -> "Coalesce(" + text(next) + ", " + text(next) + ", " + text(next) + ")";
        case 4 -> "NoNull(" + text(next) + ")";
        case 5 -> "Iif(" + condition(next) + ", " + text(next) + ", " + text(next) + ")";
        default -> text(next) + " + " + text(next);
      };
    }

    private String number(int depth) {
      int next = depth - 1;
      if (depth == 0 || random.nextInt(4) == 0) {
        return pick("@id", "@status", "@wishedChannel", "0", "1", "-7", "2.25", "123456789012");
      }
      return switch (random.nextInt(7)) {
        case 0 -> "Length(" + text(next) + ")";
        case 1 -> "ToInteger(" + number(next) + ")";
        case 2 -> "ToDouble(" + pick("@origin", "'12.75'", "@status") + ")";
        case 3 -> "Coalesce(" + number(next) + ", " + number(next) + ")";
        case 4 -> "NoNull(" + number(next) + ")";
        case 5 -> "Iif(" + condition(next) + ", " + number(next) + ", " + number(next) + ")";
        default -> "(" + number(next) + pick(" + ", " - ", " * ") + number(next) + ")";
      };
    }

    private String moment(int depth) {
      int next = depth - 1;
      if (depth == 0 || random.nextInt(4) == 0) {
        return pick("@created", "@scheduled", "GetDate()", "#2024-02-29T23:59:59.500Z#");
      }
      return switch (random.nextInt(4)) {
        case 0 ->
            "%s%s(%s, %s)"
                .formatted(
                    pick("Add", "Sub"),
                    pick("Seconds", "Minutes", "Hours", "Days", "Months", "Years"),
                    moment(next),
                    pick("1", "-1", "0.5", "2.25", "13", "@status", "@wishedChannel"));
        case 1 -> "DaysAgo(" + pick("1", "0.25", "@status") + ")";
        case 2 -> "Iif(" + condition(next) + ", " + moment(next) + ", " + moment(next) + ")";
        default -> moment(next) + pick(" + ", " - ") + pick("1", "0.5", "30");
      };
    }

    private String condition(int depth) {
      int next = depth - 1;
      if (depth == 0) {
        return pick("@status = 2", "@wishedChannel = 0", "@email is empty", "@scheduled is null");
      }
      String relation = pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
      return switch (random.nextInt(11)) {
        case 0 -> "(" + condition(next) + " and " + condition(next) + ")";
        case 1 -> "(" + condition(next) + " or " + condition(next) + ")";
        case 2 -> "(" + condition(next) + " except " + condition(next) + ")";
        case 3 -> "(not (" + condition(next) + "))";
        case 4 -> "((" + number(next) + ")" + relation + "(" + number(next) + "))";
        case 5 -> "((" + moment(next) + ")" + relation + "(" + moment(next) + "))";
        case 6 -> "((" + text(next) + ")" + pick(" = ", " <> ") + "(" + text(next) + "))";
        case 7 -> "((" + text(next) + ")" + pick(" like ", " not like ") + "'%a_e%')";
        case 8 -> "((" + text(next) + ")" + pick(" contains ", " starts with ") + text(0) + ")";
        case 9 ->
            "((%s)%s(%s, %s))"
                .formatted(number(next), pick(" in ", " not in "), number(next), number(next));
        default -> "((" + text(next) + ")" + pick(" is empty", " is not null") + ")";
      };
    }

    private String pick(String... all) {
      return all[random.nextInt(all.length)];
    }
  }
}
