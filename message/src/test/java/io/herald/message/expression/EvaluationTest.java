package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Computing expressions (TPL-45) over rows that lack values, or hold bad or huge ones")
class EvaluationTest {
  /** {@code @discount} and {@code @shipped} are not there: nobody knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@discount = 1                            | nothing",
        "@discount <> 1                           | nothing",
        "@discount = @discount                    | nothing",
        "not (@discount = 1)                      | nothing",
        "@discount = 1 and 1 = 2                  | false",
        "1 = 2 and @discount = 1                  | false",
        "@discount = 1 and 1 = 1                  | nothing",
        "@discount = 1 or 1 = 1                   | true",
        "@discount = 1 or 1 = 2                   | nothing",
        "1 = 1 except @discount = 1               | nothing",
        "@discount in (1, 2)                      | nothing",
        "@amount in (120, @discount)              | true",
        "@amount in (1, @discount)                | nothing",
        "@amount not in (120, @discount)          | false",
        "@amount not in (1, @discount)            | nothing",
        "@discount is null                        | true",
        "@amount is not null                      | true",
        "@shipped > GetDate()                     | nothing",
        "@discount + 1                            | nothing",
        "-@discount                               | nothing",
        "@shipped + 1                             | nothing",
        "@vip                                     | nothing",
        "Iif(@vip, 1, 2)                          | 2",
        "ToString(@discount) + 'x'                | nothing",
        "ToString(@discount) is empty             | true",
        // a text that is not there is an empty one
        "@city = ''                               | true",
        "@city is null                            | true",
        "@city is not empty                       | false",
        "@city + '!'                              | !",
        "@city like '%'                           | true",
        "@city like '_%'                          | false",
        "@city <> 'Paris'                         | true",
      })
  void whatIsNotThereIsReckonedWithAsInSql(String expression, String result) {
    assertThat(new Shop().shown(expression)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ToInteger(@email)     | column 11: ToInteger: @email is no number such as 12 or -1.5",
        "1 = 1 and 2 = ToDouble(Left(@email, 3)) | column 24: ToDouble: what stands here is no number such as 12 or -1.5",
        "ToInteger('1e9')      | column 11: ToInteger: what stands here is no number such as 12 or -1.5",
        "AddYears(GetDate(), 9000)  | column 21: AddYears: what stands here moves the date out of the years 1 to 9999",
        "AddSeconds(GetDate(), 99999999999999999999) | column 23: AddSeconds: what stands here moves the date out of the years 1 to 9999",
        "GetDate() - 99999999  | column 13: -: what stands here moves the date out of the years 1 to 9999",
        "LPad('x', 1000001)    | column 11: LPad: what stands here would make a text of more than 1000000 characters",
        "LPad('x', 99999999999999999999) | column 11: LPad: what stands here would make a text of more than 1000000 characters",
      })
  void aBadValueIsAFailureThatNamesFunctionAndPlace(String expression, String failure) {
    assertThat(new Shop().shown(expression)).isEqualTo(failure);
  }

  @Test
  void whatIsNotComputedDoesNoHarm() {
    assertThat(new Shop().shown("1 = 1 or ToInteger(@email) = 1")).isEqualTo("true");
    assertThat(new Shop().shown("Iif(@amount = 120, 1, ToInteger(@email))")).isEqualTo("1");
    assertThat(new Shop().shown("Coalesce(@amount, Mod(1, 0))")).isEqualTo("120");
  }

  @Test
  void fieldsMayComeAsTextsAndAreReadAsWhatTheyAre() {
    Shop shop =
        new Shop()
            .with("@amount", "12.50")
            .with("@created", "2026-01-20")
            .with("@vip", "true")
            .with("@email", 12L)
            .with("@discount", "");
    assertThat(shop.shown("@amount * 2")).isEqualTo("25");
    assertThat(shop.shown("@created")).isEqualTo("2026-01-20T00:00:00Z");
    assertThat(shop.shown("@vip")).isEqualTo("true");
    assertThat(shop.shown("@email + '!'")).isEqualTo("12!");
    assertThat(shop.shown("@discount is null")).isEqualTo("true");
  }

  @Test
  void aFieldThatHoldsSomethingElseIsAFailureThatDoesNotRepeatIt() {
    Shop shop = new Shop().with("@amount", "secret").with("@created", 1).with("@vip", "maybe");
    assertThat(shop.shown("1 + @amount"))
        .isEqualTo("column 5: field: @amount is no number such as 12 or -1.5");
    assertThat(shop.shown("@created")).isEqualTo("column 1: field: @created is no date and time");
    assertThat(shop.shown("@vip")).isEqualTo("column 1: field: @vip is neither true nor false");
    assertThat(new Shop().with("@amount", Double.NaN).shown("@amount"))
        .contains("@amount is no number");
    assertThat(new Shop().with("@amount", new BigDecimal("1e999999999")).shown("@amount + 1"))
        .isEqualTo("column 1: field: @amount is a number of more than 1000 digits");
  }

  @Test
  void numbersDoNotGrowWithoutBound() {
    BigDecimal long900 = new BigDecimal("9".repeat(900));
    assertThat(new Shop().with("@amount", long900).shown("@amount * @amount"))
        .contains("is a number of more than 1000 digits");
  }

  @Test
  void textsDoNotGrowWithoutBound() {
    Shop shop = new Shop().with("@text", "a".repeat(900_000)).with("@city", "b".repeat(2_000));
    String bound = "would make a text of more than 1000000 characters";
    assertThat(shop.shown("Replace(@text, 'a', @city)")).contains("Replace: @text " + bound);
    assertThat(shop.shown("@text + @text")).contains(bound);
    assertThat(shop.shown("JuxtWords(@text, @text)")).contains(bound);
    assertThat(shop.shown("AesEncrypt(@text)")).contains(bound);
    assertThat(shop.shown("Length(Replace(@text, 'a', ''))")).isEqualTo("0");
    assertThat(shop.with("@text", "a".repeat(3_000_000)).shown("Length(@text)"))
        .isEqualTo("3000000");
    assertThat(shop.shown("Length(ToString(@text))")).isEqualTo("3000000");
    assertThat(shop.shown("Upper(@text)")).contains(bound);
  }

  /** Each would take minutes if every place were compared with the whole of the other text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@text like @city",
        "@text contains @email",
        "Charindex(@text, @email) > 0",
        "Replace(@text, @email, 'x') = ''",
      })
  void textsMadeToBeSlowAreGivenUpInTime(String expression) {
    Shop shop =
        new Shop()
            .with("@text", "a".repeat(1_000_000))
            .with("@city", "%" + "a".repeat(400_000) + "b%")
            .with("@email", "a".repeat(400_000) + "b");
    Instant start = Instant.now();
    assertThat(shop.shown(expression)).contains("takes too long: more than 100000000 characters");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aCollectionWithoutEndIsGivenUp() {
    Shop shop = new Shop().withItems(List.of(Shop.item("x", 1, "")));
    Row endless = elements(shop, 200_000_000);
    Computed computed =
        new Evaluator(Shop.FIELDS, Shop.in(ZoneOffset.UTC))
            .compile(Shop.read("Count([items/maker/@country])", ZoneOffset.UTC).expression())
            .over(endless);
    assertThat(Shop.shown(computed)).contains("Count: items/maker/@country takes too long");
  }

  @Test
  void longTextsInLongCollectionsAreGivenUp() {
    Row item = Shop.item("a".repeat(1_000_000), 1, "");
    Shop shop =
        new Shop()
            .with("@text", "a".repeat(1_000_000))
            .withItems(Collections.nCopies(50_000, item));
    assertThat(shop.shown("Count(Iif([items/@name] = @text, 1, 2))")).contains("takes too long");
  }

  private static Row elements(Shop shop, int count) {
    return new Row() {
      @Override
      public Object value(Expression.Field field) {
        throw new AssertionError(field.path());
      }

      @Override
      public List<? extends Row> rows(List<String> links) {
        return Collections.nCopies(count, shop.rows(links).getFirst());
      }
    };
  }

  @Test
  void nowIsOneMomentWithinAComputation() {
    Clock everLater =
        new Clock() {
          private Instant now = Shop.NOW;

          @Override
          public Instant instant() {
            now = now.plusSeconds(1);
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    Evaluation evaluation =
        new Evaluator(Shop.FIELDS, Environment.of(everLater, ZoneOffset.UTC))
            .compile(Shop.read("GetDate() = GetDate()", ZoneOffset.UTC).expression());
    assertThat(evaluation.over(new Shop())).isEqualTo(new Computed.Truth(true));
  }

  @Test
  void withoutAKeyNothingIsEnciphered() {
    Evaluation evaluation =
        new Evaluator(
                Shop.FIELDS, Environment.of(Clock.fixed(Shop.NOW, ZoneOffset.UTC), ZoneOffset.UTC))
            .compile(Shop.read("AesEncrypt(@email)", ZoneOffset.UTC).expression());
    assertThat(Shop.shown(evaluation.over(new Shop())))
        .isEqualTo("column 12: AesEncrypt: @email needs a key, and this place has none");
  }

  @Test
  void manyThreadsComputeOneEvaluationAtOnce() throws Exception {
    Evaluation evaluation =
        new Evaluator(Shop.FIELDS, Shop.in(ZoneOffset.UTC))
            .compile(Shop.read("Sum([items/@price] * @amount)", ZoneOffset.UTC).expression());
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> results =
          IntStream.range(1, 2_000)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> Shop.shown(evaluation.over(new Shop().with("@amount", i)))))
              .toList();
      for (int i = 1; i < 2_000; i++) {
        assertThat(results.get(i - 1).get()).isEqualTo(String.valueOf(50 * i));
      }
    }
  }

  @Test
  void whatTheRowThrowsReachesTheCaller() {
    Row broken =
        _ -> {
          throw new IllegalStateException("no connection");
        };
    Evaluation evaluation =
        new Evaluator(Shop.FIELDS, Shop.in(ZoneOffset.UTC))
            .compile(Shop.read("@amount", ZoneOffset.UTC).expression());
    assertThatThrownBy(() -> evaluation.over(broken)).hasMessage("no connection");
  }

  @Test
  void theDeepestExpressionsAreComputed() {
    assertThat(new Shop().shown("1" + "+1".repeat(499))).isEqualTo("500");
    assertThat(new Shop().shown("Abs(".repeat(24) + "-1" + ")".repeat(24))).isEqualTo("1");
  }
}
