package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
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
          "event/@type", ValueType.TEXT,
          "items/@price", ValueType.NUMBER,
          "visits/@length", ValueType.NUMBER);

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

            @Override
            public boolean isCollection(List<String> links) {
              return links.equals(List.of("items")) || links.equals(List.of("visits"));
            }

            @Override
            public boolean allows(Function function) {
              return function != Function.SMART;
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
        "@email starts with 'a'          | StartsWith(@email,'a')",
        "@email not contains 'a'         | (NOT Contains(@email,'a'))",
        "Contains(@email, 'a')           | Contains(@email,'a')",
        "@email is empty                 | (@email IS NULL)",
        "@id is not empty                | (@id IS NOT NULL)",
        "@id=1 except @status=2 and @id=3| ((@id = 1) AND (NOT (@status = 2)) AND (@id = 3))",
        "@id=1 or @id=2 except @status=0 | ((@id = 1) OR ((@id = 2) AND (NOT (@status = 0))))",
        "Case(When(@id = 1, 'a'), Else(2)) = 'a' | (Case((@id = 1),'a','2') = 'a')",
        "Decode(@id, '1', 'a', 'b') = 'a'| (Decode(@id,1,'a','b') = 'a')",
        "NoNull(@id) = 0                 | (Coalesce(@id,0) = 0)",
        "Greatest('1', @id) = 1          | (Greatest(1,@id) = 1)",
        "Sum([items/@price]) > 1         | (Sum(items/@price) > 1)",
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
        "@id = 1 1                | column 9: expected the end, or AND, OR, EXCEPT or an operator",
        "@nothing = 1             | column 1: attribute '@nothing' is not known; known: @id, @status",
        "@id = 'secret            | column 7: this text is never closed; a quote inside it is written \\'",
        "@id = 'secret'           | column 7: is text; expected a number",
        "@created = 'secret'      | column 12: is not an ISO 8601 date and time such as 2026-01-31T10:00:00.000Z",
        "@id = @email             | column 7: is text; expected a number",
        "@id = (@status = 1)      | column 8: is a condition; expected a value",
        "not @id                  | column 5: is a number; expected a condition",
        "Lower(@id, 1) = 'a'      | column 1: Lower takes 1 argument, not 2",
        "[@id = 1                 | column 1: this bracket is never closed",
        "@id = @ 1                | column 7: is no field; expected one such as @name or [link/@name]",
        "@id ; DROP TABLE event   | column 5: this character has no meaning here",
        "$(x) = 1                 | column 1: constant 'x' is not known here",
        "@id in ()                | column 9: expected a value, a field or a function",
        "@id in 1                 | column 8: expected (",
        "@created * 2 = 1         | column 1: is a date and time, which knows no *",
        "12abc = 1                | column 1: is neither a number nor a name",
        "@stauts = 1              | column 1: attribute '@stauts' is not known; did you mean @status? known: @id, @status",
        "Uper(@email) = 'A'       | column 1: function 'Uper' is not known; did you mean Upper?",
        "@id = 1 and when(1)      | column 13: stands only in Case(When(condition, value), ...)",
        "Case(@id, 1) = 1         | column 6: expected When(condition, value) or Else(value)",
        "Case(When(@id, 1)) = 1   | column 11: is a number; expected a condition",
        "Case(Else(1)) = 1        | column 6: expected When(condition, value) or Else(value)",
        "@email starts 'a'        | column 15: expected WITH",
        "@email is 'a'            | column 11: expected NULL, EMPTY or NOT after IS",
        "@email not 'a'           | column 12: expected LIKE, IN, CONTAINS or STARTS WITH after NOT",
        "ToInteger(@created) = 1  | column 11: is a date and time; expected text or a number",
        "Left(@email) = 'a'       | column 1: Left takes 2 arguments, not 1",
        "Substring(@email) = 'a'  | column 1: Substring takes 2 to 3 arguments, not 1",
        "Coalesce(@email) = 'a'   | column 1: Coalesce takes 2 or more arguments, not 1",
        "GetDate(1) > @created    | column 1: GetDate takes no argument, not 1",
        "[items/@price] = 1       | column 1: there are many 'items/@price'; expected inside Count, Countdistinct, Sum, Avg, Min, Max",
        "Sum(@id) = 1             | column 1: Sum expects a field of a collection, such as [items/@price]",
        "Sum(Max([items/@price]))=1| column 5: Max inside Sum has no meaning",
        "Sum([items/@price] * [visits/@length]) = 1 | column 22: lies in 'visits'; expected a field of 'items', as before",
        "Lower(Smart(@email)) = 'a'| column 7: function 'Smart' cannot be used here",
      })
  void whatHasNoMeaningIsSaidWhereAndWhy(String written, String complaint) {
    assertThat(read(written)).startsWith(complaint);
  }

  @Test
  void anUnknownFunctionIsNamedAndSoAreTheKnownOnes() {
    assertThat(read("pg_sleep(10) = 1"))
        .startsWith("column 1: function 'pg_sleep' is not known; known: Iif, Case, ");
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
            "empty",
            "except",
            "starts with",
            "contains",
            "Case(When(",
            "Else(",
            "Sum(",
            "[items/@price]",
            "Decode(",
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
