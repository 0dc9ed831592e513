package io.herald.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Eight bytes at a time find what one byte at a time finds. */
class MailBytesTest {
  @Property
  void lineEndsAreFoundWhereTheyStand(
      @ForAll("mostlyPlain") byte[] bytes, @ForAll @IntRange(max = 40) int from) {
    int start = Math.min(from, bytes.length);
    assertThat(MailBytes.lineEnd(bytes, start, bytes.length))
        .isEqualTo(first(bytes, start, c -> c == '\r' || c == '\n'));
  }

  @Property
  void whatIsNotAsciiIsFoundWhereItStands(@ForAll("mostlyPlain") byte[] bytes) {
    assertThat(MailBytes.firstEightBit(bytes)).isEqualTo(first(bytes, 0, c -> c > 0x7F));
  }

  @Property
  void runsOfPrintableCharactersEndWhereOneByteAtATimeEndsThem(
      @ForAll("mostlyPlain") byte[] bytes, @ForAll @IntRange(max = 40) int from) {
    int start = Math.min(from, bytes.length);
    assertThat(MailBytes.printableUntil(bytes, start, bytes.length))
        .isEqualTo(first(bytes, start, c -> c < ' ' || c > '~' || c == '='));
  }

  @Property
  void nothingBeyondTheEndIsLookedAt(
      @ForAll("mostlyPlain") byte[] bytes, @ForAll @IntRange(max = 60) int to) {
    int end = Math.min(to, bytes.length);
    assertThat(MailBytes.lineEnd(bytes, 0, end)).isBetween(0, end);
    assertThat(MailBytes.printableUntil(bytes, 0, end)).isBetween(0, end);
  }

  @Provide
  Arbitrary<byte[]> mostlyPlain() {
    Arbitrary<Byte> plain = Arbitraries.bytes().between((byte) ' ', (byte) '~');
    Arbitrary<Byte> delicate =
        Arbitraries.of(
            (byte) '\r',
            (byte) '\n',
            (byte) '=',
            (byte) 0x7F,
            (byte) 0x80,
            (byte) 0xFF,
            (byte) 0,
            (byte) 0x1F,
            (byte) ' ',
            (byte) 0x0B,
            (byte) 0x0E,
            (byte) '<',
            (byte) '>');
    return Arbitraries.frequencyOf(
            Tuple.of(12, plain), Tuple.of(1, delicate), Tuple.of(1, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(80);
  }

  private static int first(byte[] bytes, int from, IntPredicate wanted) {
    int at = from;
    while (at < bytes.length && !wanted.test(bytes[at] & 0xFF)) {
      at++;
    }
    return at;
  }
}
