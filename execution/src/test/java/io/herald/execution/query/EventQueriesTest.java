package io.herald.execution.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventIds;
import io.herald.message.expression.ExpressionReader;
import io.herald.message.expression.Reading;
import io.herald.message.expression.ValueType;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Questions about stored events (API-29) on a real database")
class EventQueriesTest {
  private static final long TOP = 1L << 56;
  private static final SettableClock CLOCK = SettableClock.at("2026-01-31T12:00:00Z");
  private static TestDatabase database;
  private static EventQueries queries;

  @BeforeAll
  static void store() throws Exception {
    database = TestDatabase.create("io/herald/execution/migration");
    queries = new EventQueryStore(database.open(4).dataSource(), 1, CLOCK);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("event", "delivery_log")) {
        for (int day = 0; day < 2; day++) {
          statement.execute(
              "CREATE TABLE %s_%d PARTITION OF %s FOR VALUES FROM (%d) TO (%d)"
                  .formatted(table, day, table, TOP + day * 10_000L, TOP + (day + 1) * 10_000L));
        }
      }
      insert(statement, 8030, 0, "order", "jack@example.com", 2, "2026-01-31T10:00:00Z");
      insert(statement, 8031, 0, "order", "O'Hara@example.com", 0, "2026-01-31T11:00:00Z");
      insert(statement, 8032, 1, "order", "jill@example.com", 5, "2026-01-31T11:30:00Z");
      insert(statement, 12000, 0, "welcome", null, 0, "2026-01-30T10:00:00Z");
      statement.execute(
          """
          INSERT INTO delivery_log (event_id, channel, address, template, template_version, message_id, status,
            attempt, in_flight, sent_at, last_modified)
          VALUES (%d, 0, 'jack@example.com', 'order_mail', 3, 'm1@x', 1, 1, false, '2026-01-31T10:00:01Z', now()),
            (%d, 0, 'jill@example.com', 'order_mail', 3, 'm2@x', 2, 4, false, NULL, now())
          """
              .formatted(TOP + 8030, TOP + 8032));
    }
  }

  private static void insert(
      Statement statement,
      long key,
      int queue,
      String type,
      @Nullable String email,
      int status,
      String created)
      throws SQLException {
    statement.execute(
        """
        INSERT INTO event (id, queue, type, email, ctx_format, ctx, received_by, status, open, due_at, created,
          last_modified, last_writer, last_change)
        VALUES (%d, %d, '%s', %s, 0, '<ctx/>', 0, %d, %b, now(), '%s', now(), 1, 1)
        """
            .formatted(
                TOP + key,
                queue,
                type,
                email == null ? "NULL" : "'" + email.replace("'", "''") + "'",
                status,
                status == 0,
                created));
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static EventQuery query(QueryTable table, List<String> select, String filter) {
    ExpressionReader reader = new ExpressionReader(table, EventQueriesTest::moment);
    List<EventQuery.Selected> selected = new ArrayList<>();
    for (String one : select) {
      if (reader.readValue(one) instanceof Reading.Understood(var value, ValueType type)) {
        selected.add(new EventQuery.Selected(value, type));
      }
    }
    assertThat(selected).hasSameSizeAs(select);
    return switch (reader.readCondition(filter)) {
      case Reading.Understood(var condition, ValueType _) ->
          new EventQuery(
              table,
              selected,
              condition,
              List.of(new EventQuery.Ordering(selected.getFirst().value(), true)),
              EventQuery.MAX_ROWS,
              0,
              true);
      case Reading.NotUnderstood wrong -> throw new AssertionError(wrong.toString());
    };
  }

  private static Optional<Instant> moment(String text) {
    return Optional.of(Instant.parse(text));
  }

  private static List<String> ids(String filter) {
    return switch (queries.find(query(QueryTable.RT_EVENT, List.of("@id"), filter))) {
      case QueryAnswer.Rows(var rows) -> rows.stream().map(List::getFirst).sorted().toList();
      case QueryAnswer other -> throw new AssertionError(other.toString());
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@id = 8030                                     | 8030",
        "@id = 72057594037935966                        | 8030",
        "8030 = @id                                     | 8030",
        "@id = 8032                                     | ",
        "@id = 144115188075863902                       | ",
        "@id in (8030, 72057594037935967, 8032)         | 8030 8031",
        "@id > 8030                                     | 12000 8031",
        "@id >= 8031 and @id < 9000                     | 8031",
        "@id <> 8030                                    | 12000 8031",
        "@id + 1 = 8031                                 | 8030",
        "@status = 0                                    | 12000 8031",
        "@status = '0'                                  | 12000 8031",
        "@email = 'O\\'Hara@example.com'                | 8031",
        "@email like '%@example.com'                    | 8030 8031",
        "@email not like 'jack%' and @email is not null | 8031",
        "@email = ''                                    | 12000",
        "@email is null                                 | 12000",
        "not (@email is null) and @id=8030              | 8030",
        "@type = 'welcome' or @id = 8030                | 12000 8030",
        "@created >= '2026-01-31T11:00:00Z'             | 8031",
        "@created < #2026-01-31T00:00:00Z#              | 12000",
        "@created > AddHours(GetDate(), -1.5)           | 8031",
        "@created > GetDate() - 1                       | 8030 8031",
        "@created > SubDays(GetDate(), 1)               | 8030 8031",
        "@created > DaysAgo(1)                          | 8030 8031",
        "AddMonths(@created, 1) > #2026-02-28T09:00:00Z#| 8030 8031 12000",
        "Lower(@email) = 'o\\'hara@example.com'         | 8031",
        "Upper(@type) = 'WELCOME'                       | 12000",
        "Length(@email) = 16                            | 8030",
        "ToString(@id) = '8030'                         | 8030",
        "ToInteger('8030') = @id                        | 8030",
        "Coalesce(@email, 'none') = 'none'              | 12000",
        "IsEmptyString(@email)                          | 12000",
        "Iif(@status = 2, 'sent', 'open') = 'sent'      | 8030",
        "@type + '!' = 'welcome!'                       | 12000",
        "@wishedChannel is null and @id = 8030          | 8030",
        "@id = 99999999999999999999999999               | ",
        "@email starts with 'ja'                        | 8030",
        "@email contains 'Hara' or @type = 'welcome'    | 12000 8031",
        "@type is not empty except @email contains '@'  | 12000",
        "Coalesce(@email, @mobilePhone, @type) = 'welcome' | 12000",
        "NoNull(@wishedChannel) = 0 and @id = 8030      | 8030",
        "ToString(@status * 1.50) = '3'                 | 8030",
        "ToInteger(@externalId) is null and @id = 8030  | 8030",
        "ToString(@wishedChannel) is empty and @id=8030 | 8030",
      })
  void aFilterFindsTheEventsItFits(String filter, @Nullable String found) {
    List<String> expected =
        found == null ? List.of() : List.of(found.split(" ")).stream().sorted().toList();
    assertThat(ids(filter)).isEqualTo(expected);
  }

  @Test
  void textThatLooksLikeSqlIsOnlyText() {
    assertThat(ids("@email = '\\' OR \\'1\\'=\\'1'")).isEmpty();
    assertThat(ids("@email = '$1 ? {fn} -- /* \\\\'")).isEmpty();
    assertThat(ids("@email like '\\\\'")).isEmpty();
  }

  @Test
  void valuesAreWrittenAsTheDialectWritesThem() {
    QueryAnswer answer =
        queries.find(
            query(
                QueryTable.RT_EVENT,
                List.of(
                    "@id",
                    "@status",
                    "@created",
                    "@email",
                    "@scheduled",
                    "@wishedChannel",
                    "@id * 2"),
                "@id = 12000"));
    assertThat(answer)
        .isEqualTo(
            new QueryAnswer.Rows(
                List.of(List.of("12000", "0", "2026-01-30 10:00:00.000Z", "", "", "", "24000"))));
  }

  @Test
  void aDeliveryLogIsFoundByItsEventAndKnowsIt() {
    assertThat(
            queries.find(
                query(
                    QueryTable.BROAD_LOG_RT_EVENT,
                    List.of("@event-id", "@status", "@address", "event/@type"),
                    "@id = 8030")))
        .isEqualTo(
            new QueryAnswer.Rows(List.of(List.of("8030", "1", "jack@example.com", "order"))));
    assertThat(
            queries.count(
                query(QueryTable.BROAD_LOG_BATCH_EVENT, List.of("@id"), "@address like 'j%'")))
        .isEqualTo(new QueryAnswer.Count(1));
  }

  @Test
  void rowsComeInTheOrderAskedForAndByTheirId() {
    EventQuery query = query(QueryTable.RT_EVENT, List.of("@id"), "@id > 0");
    assertThat(queries.find(query))
        .isEqualTo(
            new QueryAnswer.Rows(List.of(List.of("12000"), List.of("8031"), List.of("8030"))));
    EventQuery second =
        new EventQuery(query.table(), query.select(), query.filter(), List.of(), 1, 1, true);
    assertThat(queries.find(second)).isEqualTo(new QueryAnswer.Rows(List.of(List.of("8031"))));
  }

  /** SEC-6. */
  @Test
  void personalFieldsAreEmptyTextsUnlessTheyMayBeTold() {
    EventQuery told =
        query(QueryTable.RT_EVENT, List.of("@id", "@email", "Length(@email)"), "@id = 8030");
    EventQuery hidden =
        new EventQuery(
            told.table(), told.select(), told.filter(), List.of(), 1, 0, /* personal= */ false);

    assertThat(((QueryAnswer.Rows) queries.find(told)).rows().getFirst().get(1)).contains("@");
    assertThat(queries.find(hidden))
        .isEqualTo(new QueryAnswer.Rows(List.of(List.of("8030", "", "0"))));
  }

  @Test
  void whatCannotBeComputedIsSaidToBeSo() {
    assertThat(queries.count(query(QueryTable.RT_EVENT, List.of("@id"), "ToInteger(@email) = 1")))
        .isEqualTo(new QueryAnswer.NotComputable());
  }

  @ParameterizedTest
  @EnumSource(QueryTable.class)
  void everyColumnIsThere(QueryTable table) {
    List<String> all = table.columns().stream().map(c -> "[" + c.path() + "]").toList();
    assertThat(queries.find(query(table, all, "@id > 0"))).isInstanceOf(QueryAnswer.Rows.class);
  }

  /** Otherwise one look-up would read days of history. */
  @Test
  void anIdIsFoundThroughTheIndexOfItsDay() throws Exception {
    for (QueryTable table : QueryTable.values()) {
      EventQuery query = query(table, List.of("@id", "@status"), "@id = 8030 and @status = 2");
      assertThat(query.byId()).isTrue();
      SqlText sql = new SqlWriter(table, 1, CLOCK.instant()).rows(query);
      assertThat(plan(sql)).contains("Index").doesNotContain("Seq Scan").doesNotContain("_1 ");
    }
  }

  private static String plan(SqlText sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement settings = connection.createStatement()) {
      settings.execute("SET enable_seqscan = off"); // tables of four rows are not worth an index
      try (var statement = connection.prepareStatement("EXPLAIN " + sql.statement())) {
        for (int i = 0; i < sql.parameters().size(); i++) {
          statement.setObject(i + 1, sql.parameters().get(i));
        }
        StringBuilder plan = new StringBuilder();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
          }
        }
        return plan.toString();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@id = 1                        | true",
        "@id in (1, 2) and @status = 0  | true",
        "@id = 1 or @id = 2             | true",
        "@id = 1 or @status = 2         | false",
        "@id > 1                        | false",
        "not @id = 1                    | false",
        "@id not in (1)                 | false",
        "@id = @status                  | false",
      })
  void onlyQuestionsThatNameTheIdsAreLookUps(String filter, boolean byId) {
    assertThat(query(QueryTable.RT_EVENT, List.of("@id"), filter).byId()).isEqualTo(byId);
  }

  /** The rest waits its turn, and a look-up never does. */
  @Test
  void aQuestionThatTakesTooLongIsGivenUp() throws Exception {
    try (Connection blocker = database.connect();
        Statement statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE delivery_log IN ACCESS EXCLUSIVE MODE");
      assertThat(queries.count(query(QueryTable.BROAD_LOG_RT_EVENT, List.of("@id"), "@status = 1")))
          .isInstanceOf(QueryAnswer.TooLong.class);
      assertThat(ids("@id = 8030")).containsExactly("8030");
      blocker.rollback();
    }
    assertThat(EventIds.keyOf(TOP + 8030)).isEqualTo(8030);
  }
}
