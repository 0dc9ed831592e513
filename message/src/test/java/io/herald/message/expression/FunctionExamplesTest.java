package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The tables of functions and operators (TPL-45) say what comes of their examples")
class FunctionExamplesTest {
  @ParameterizedTest
  @EnumSource
  void everyFunctionDoesAsItsExampleSays(Function function) {
    assertThat(new Shop().shown(function.example())).isEqualTo(function.result());
    assertThat(function.example()).contains(function.label() + "(");
  }

  @ParameterizedTest
  @EnumSource
  void everyOperatorDoesAsItsExampleSays(Operator operator) {
    assertThat(new Shop().shown(operator.example())).isEqualTo(operator.result());
  }
}
