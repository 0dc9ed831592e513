package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A reason shows what a value looks like, and not the value")
class ValueFormTest {
  private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("[\\p{L}\\p{Nd}&&[^x9]]");

  @Example
  void digitsAndLettersAreReplaced() {
    assertThat(ValueForm.of("12,50 €")).isEqualTo("99,99 €");
    assertThat(ValueForm.of(" 31.01.2026 ")).isEqualTo("99.99.9999");
    assertThat(ValueForm.of("Zoë\nO'Hara")).isEqualTo("xxx x'xxxx");
    assertThat(ValueForm.of(" ")).isEqualTo("nothing");
    assertThat(ValueForm.of("a".repeat(30))).isEqualTo("x".repeat(24) + "…");
  }

  @Example
  void theReasonOfAFailureNamesPlaceExpressionAndForm() {
    TemplateError error = Templates.failure("\n<%= formatNumber('12,50', 2) %>");

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.message())
        .isEqualTo(
            "formatNumber('12,50', 2): formatNumber: the value is no number: it has the form 99,99,"
                + " a number looks like 1234.5");
  }

  @Property
  void noLetterAndNoDigitOfTheValueIsLeft(@ForAll String value) {
    String form = value.isBlank() ? "" : ValueForm.of(value);
    assertThat(LETTERS_AND_DIGITS.matcher(form).find()).as(form).isFalse();
    assertThat(form.codePoints().count()).isLessThanOrEqualTo(25);
  }
}
