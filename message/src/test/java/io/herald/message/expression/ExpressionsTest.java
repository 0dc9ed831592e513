package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Expressions (TPL-45): what is written has one meaning, or a place where it has none")
class ExpressionsTest {
  private static final Map<String, ValueType> FIELDS =
      Map.of(
          "@id", ValueType.NUMBER,
          "@status", ValueType.NUMBER,
          "@email", ValueType.TEXT,
          "@event-id", ValueType.NUMBER,
          "@created", ValueType.MOMENT,
          "event/@type", ValueType.TEXT);

  private static final ExpressionReader READER =
      new ExpressionReader(
          new Fields() {
            @Override
            public Optional<ValueType> typeOf(Expression.Field field) {
              return Optional.ofNullable(FIELDS.get(field.path()));
            }

            @Override
            public String known() {
              return "@id, @status";
            }
          },
          ExpressionsTest::moment);

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String read(String text) {
    return switch (READER.read(text)) {
      case Reading.Understood(Expression expression, ValueType _) -> Shown.of(expression);
      case Reading.NotUnderstood notUnderstood -> notUnderstood.toString();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@id=8030                        | (@id = 8030)",
        "[@id] = 8030                    | (@id = 8030)",
        "/@id = 8030                     | (@id = 8030)",
        "@event-id = 1                   | (@event-id = 1)",
        "@id -1 = 2                      | ((@id - 1) = 2)",
        "@status != 2                    | (@status <> 2)",
        "@status ≥ 2                     | (@status >= 2)",
        "@id = '8030'                    | (@id = 8030)",
        "'8030' = @id                    | (8030 = @id)",
        "@email = 12                     | (@email = '12')",
        "@id = -1                        | (@id = -1)",
        "@email = 'O\\'Hara \\\\ x'      | (@email = 'O'Hara \\ x')",
        "@email LIKE 'a%' and not @id=1  | ((@email LIKE 'a%') AND (NOT (@id = 1)))",
        "@email NOT LIKE 'a%'            | (@email NOT LIKE 'a%')",
        "@id in (1, '2',3)               | (@id IN 1,2,3)",
        "@id NOT IN (1)                  | (@id NOT IN 1)",
        "@email is null                  | (@email IS NULL)",
        "@email IS NOT NULL              | (@email IS NOT NULL)",
        "@id=1 or @id=2 and @status=0    | ((@id = 1) OR ((@id = 2) AND (@status = 0)))",
        "(@id=1 or @id=2) and @status=0  | (((@id = 1) OR (@id = 2)) AND (@status = 0))",
        "@id + 2 * 3 - 1 = 0             | (((@id + (2 * 3)) - 1) = 0)",
        "@created > #2026-01-31#         | (@created > 2026-01-31T00:00:00Z)",
        "@created > '2026-01-31'         | (@created > 2026-01-31T00:00:00Z)",
        "@created > AddDays(GetDate(),-1)| (@created > AddDays(GetDate(),-1))",
        "lower(@email) = 'a'             | (Lower(@email) = 'a')",
        "[event/@type] = 'x'             | (event/@type = 'x')",
        "event/@type = 'x'               | (event/@type = 'x')",
        "@email + '!' = 'a!'             | ((@email + '!') = 'a!')",
        "Iif(@id = 1, 'a', @email)       | Iif((@id = 1),'a',@email)",
      })
  void whatIsWrittenIsUnderstood(String written, String understood) {
    assertThat(read(written)).isEqualTo(understood);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@id =                    | column 6: expected a value, a field or a function",
        "@id = 1 1                | column 9: expected the end, or AND, OR or an operator",
        "@nothing = 1             | column 1: attribute '@nothing' is not known; known: @id, @status",
        "@id = 'secret            | column 7: this text is never closed; a quote inside it is written \\'",
        "@id = 'secret'           | column 7: is text; expected a number",
        "@created = 'secret'      | column 12: is not an ISO 8601 date and time such as 2026-01-31T10:00:00.000Z",
        "@id = @email             | column 7: is text; expected a number",
        "@id = (@status = 1)      | column 8: is a condition; expected a value",
        "not @id                  | column 5: is a number; expected a condition",
        "Lower(@id, 1) = 'a'      | column 1: Lower takes 1 argument(s), not 2",
        "[@id = 1                 | column 1: this bracket is never closed",
        "@id = @ 1                | column 7: is no field; expected one such as @name or [link/@name]",
        "@id ; DROP TABLE event   | column 5: this character has no meaning here",
        "$(x) = 1                 | column 1: constant 'x' is not known here",
        "@id in ()                | column 9: expected a value, a field or a function",
        "@id in 1                 | column 8: expected (",
        "@created * 2 = 1         | column 1: is a date and time, which knows no *",
        "12abc = 1                | column 1: is neither a number nor a name",
      })
  void whatHasNoMeaningIsSaidWhereAndWhy(String written, String complaint) {
    assertThat(read(written)).isEqualTo(complaint);
  }

  @Test
  void anUnknownFunctionIsNamedAndSoAreTheKnownOnes() {
    assertThat(read("pg_sleep(10) = 1"))
        .startsWith("column 1: function 'pg_sleep' is not known; known: GetDate, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@id", "1", "Lower(@email)"})
  void aValueIsNoCondition(String value) {
    assertThat(READER.readCondition(value)).isInstanceOf(Reading.NotUnderstood.class);
    assertThat(READER.readValue(value)).isInstanceOf(Reading.Understood.class);
  }

  @Test
  void lengthDepthAndNumberOfValuesAreBounded() {
    assertThat(read("@id = " + "1".repeat(9_000))).contains("at most 8192 characters");
    assertThat(read("(".repeat(51) + "1" + ")".repeat(51))).contains("nested more than 50 deep");
    assertThat(read("not ".repeat(51) + "@id=1")).contains("nested more than 50 deep");
    assertThat(read("-".repeat(51) + "1")).contains("nested more than 50 deep");
    assertThat(read("1+".repeat(600) + "1")).contains("more than 500 values");
    assertThat(read("(".repeat(40) + "@id=1" + ")".repeat(40))).isEqualTo("(@id = 1)");
  }

  @Property(seed = "20260131")
  void whateverComesIsUnderstoodOrNot(@ForAll String text) {
    assertThat(READER.read(text)).isNotNull();
  }

  @Property(tries = 5_000, seed = "20260131")
  void whateverIsMadeOfWordsIsUnderstoodOrNot(@ForAll("words") String text) {
    if (READER.read(text) instanceof Reading.NotUnderstood(int column, String message)) {
      assertThat(column).isBetween(1, text.length() + 1);
      assertThat(message).doesNotContain("secret");
    }
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "@id",
            "[event/@type]",
            "@created",
            "'secret'",
            "\\",
            "12",
            "1.5",
            "#2026-01-31#",
            "(",
            ")",
            ",",
            "=",
            "<>",
            "<",
            "+",
            "-",
            "*",
            "and",
            "or",
            "not",
            "like",
            "in",
            "is",
            "null",
            "GetDate()",
            "AddDays(",
            "Iif(",
            "$(name)",
            "'",
            "#",
            "[",
            "]",
            "@",
            "/",
            "é",
            "\u0000")
        .list()
        .ofMaxSize(15)
        .map(words -> String.join(" ", words));
  }
}
