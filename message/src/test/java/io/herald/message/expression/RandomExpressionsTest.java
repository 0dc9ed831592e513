package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whatever expression of TPL-45 is written")
class RandomExpressionsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final ExpressionReader READER =
      new ExpressionReader(Shop.FIELDS, MomentReader.iso(ZONE), Shop.in(ZONE));

  /** Columns are where something stood before, so they may differ. */
  private static String tree(Expression expression) {
    return expression.toString().replaceAll("column=\\d+", "column");
  }

  private static void readsAgainAsTheSame(Expression expression) {
    String written = ExpressionWriter.write(expression);
    if (written.length() > ExpressionReader.MAX_LENGTH) {
      return; // parentheses may make it longer than what was read
    }
    if (!(READER.read(written) instanceof Reading.Understood(Expression again, ValueType _))) {
      throw new AssertionError(written + ": " + READER.read(written));
    }
    assertThat(tree(again)).isEqualTo(tree(expression));
    assertThat(ExpressionWriter.write(again)).isEqualTo(written);
  }

  @Property(tries = 3_000, seed = "20260131")
  void readsAgainAsTheSameTreeAfterBeingPrinted(@ForAll long seed) {
    String text = new RandomExpressions(seed).any();
    assertThat(READER.read(text)).as(text).isInstanceOf(Reading.Understood.class);
    if (READER.read(text) instanceof Reading.Understood(Expression expression, ValueType _)) {
      readsAgainAsTheSame(expression);
    }
  }

  @Property(tries = 5_000, seed = "20260131")
  void isReadAgainIfItWasUnderstoodAtAll(@ForAll("words") String text) {
    if (READER.read(text) instanceof Reading.Understood(Expression expression, ValueType _)) {
      readsAgainAsTheSame(expression);
    }
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(
            "@amount",
            "@email",
            "'a'",
            "12",
            "-",
            "-",
            "*",
            "+",
            "(",
            ")",
            "=",
            "<",
            "and",
            "or",
            "not",
            "except",
            "is null",
            "1.50",
            "#2026-01-31#",
            "Abs(",
            "'1'",
            "in (",
            ",")
        .list()
        .ofMinSize(1)
        .ofMaxSize(9)
        .map(words -> String.join(" ", words));
  }

  /** A value of the type that was read, nothing, or a failure: never an exception. */
  @Property(tries = 3_000, seed = "20260131")
  void comesToAValueOfItsTypeOrToAFailureInItsPlace(@ForAll long seed) {
    String text = new RandomExpressions(seed).any();
    Reading.Understood read = Shop.read(text, ZONE);
    switch (new Shop().computed(text, ZONE)) {
      case Computed.Text _ -> assertThat(read.type()).as(text).isEqualTo(ValueType.TEXT);
      case Computed.Numeral _ -> assertThat(read.type()).as(text).isEqualTo(ValueType.NUMBER);
      case Computed.Moment _ -> assertThat(read.type()).as(text).isEqualTo(ValueType.MOMENT);
      case Computed.Truth _ -> assertThat(read.type()).as(text).isEqualTo(ValueType.CONDITION);
      case Computed.Nothing _ -> assertThat(text).isNotEmpty();
      case Computed.Failure failure -> {
        assertThat(failure.column()).isBetween(1, text.length());
        assertThat(failure.message()).doesNotContain("ada@");
      }
    }
  }

  @Test
  void usesEveryFunctionInTheTable() {
    StringBuilder all = new StringBuilder();
    for (long seed = 0; seed < 3_000; seed++) {
      all.append(new RandomExpressions(seed).any()).append('\n');
    }
    Set<Function> used = EnumSet.noneOf(Function.class);
    for (Function function : Function.values()) {
      if (all.indexOf(function.label() + "(") >= 0) {
        used.add(function);
      }
    }
    assertThat(used).containsExactlyInAnyOrder(Function.values());
  }

  @Test
  void meansTheSameInEveryZoneWhereNoDayIsAskedFor() {
    assertThat(new Shop().computed("@created < GetDate()", ZONE))
        .isEqualTo(new Shop().computed("@created < GetDate()", ZoneOffset.UTC));
  }
}
