package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tables of functions and operators (TPL-45) say what comes of their examples")
class FunctionExamplesTest {
  @ParameterizedTest
  @EnumSource
  void everyFunctionDoesAsItsExampleSays(Function function) {
    assertThat(new Shop().shown(function.example())).isEqualTo(function.result());
    assertThat(function.example()).contains(function.label() + "(");
  }

  /** Case takes When and Else as its parts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Iif Case Decode Coalesce NoNull IsEmptyString",
        "Upper Lower Smart Left Right Substring Length Replace LPad RPad Ltrim Rtrim",
        "JuxtWords Charindex GetEmailDomain",
        "ToString ToInteger ToDouble ToDate ToDateTime GetDate DateOnly",
        "AddSeconds AddMinutes AddHours AddDays AddMonths AddYears",
        "SubSeconds SubMinutes SubHours SubDays SubMonths SubYears",
        "DaysAgo DaysDiff HoursDiff DaysOld Year Month Day WeekDay Hour",
        "TruncDate TruncWeek TruncYear",
        "Round Floor Ceil Abs Mod Percent Random Greatest Least",
        "Md5Digest Sha256Digest Sha512Digest newUUID AesEncrypt AesDecrypt",
        "Count Countdistinct Sum Avg Min Max",
      })
  void everyFunctionOfTheSpecificationExists(String names) {
    assertThat(Function.names(_ -> true)).contains(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@amount = 120                              | true",
        "@amount \u2260 120                         | false",
        "@amount > 119                              | true",
        "@amount < 119                              | false",
        "@amount \u2265 120                         | true",
        "@amount \u2264 119                         | false",
        "@email starts with 'ada'                   | true",
        "@email contains '@example'                 | true",
        "@email like '%@example.com'                | true",
        "@city is empty                             | true",
        "@amount in (100, 120)                      | true",
        "@amount = 1 or @amount = 120               | true",
        "@amount = 1 and @amount = 120              | false",
        "@amount = 120 except @city is empty        | false",
        "(@amount = 1 or @amount = 120) and 1 = 2   | false",
        "[customer/@name] = 'Ada'                   | true",
        "$(shop) = 'Herald'                         | true",
      })
  void everyOperatorAndFormOfTheSpecificationIsUnderstood(String expression, String result) {
    assertThat(new Shop().shown(expression)).isEqualTo(result);
  }

  @ParameterizedTest
  @EnumSource
  void everyOperatorDoesAsItsExampleSays(Operator operator) {
    assertThat(new Shop().shown(operator.example())).isEqualTo(operator.result());
  }
}
