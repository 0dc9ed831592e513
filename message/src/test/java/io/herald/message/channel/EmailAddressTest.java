package io.herald.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EM-12, RFC 5321 §4.1.2. */
class EmailAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "ann@example.org",
        "first.last+tag@mail.example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org",
        "\"quoted blank\"@example.org",
        "\"a@b\"@example.org",
        "\"\\\"\"@example.org",
        "ann@[192.0.2.1]",
        "ann@[IPv6:2001:db8::1]",
        "łucja@example.org",
        "用户@example.org"
      })
  void isReadAndGoesOverTheWireAsItIs(String text) {
    assertThat(EmailAddress.read(text))
        .isInstanceOfSatisfying(
            EmailAddress.class, address -> assertThat(address.wire()).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "@example.org",
        "ann@",
        "a b@example.org",
        "a\r\nRCPT TO:<eve@evil.example>@example.org",
        "a\n@example.org",
        "a\u0000@example.org",
        "a>@example.org",
        "<ann@example.org>",
        "Ann <ann@example.org>",
        "ann@exa mple.org",
        "ann@example.org>",
        "ann@example.org\r\n",
        "ann@example..org",
        "ann@.example.org",
        "ann@example.org.",
        "ann@-example.org",
        "ann@[192.0.2.1",
        "ann@[]",
        "ann@[a b]",
        ".ann@example.org",
        "ann.@example.org",
        "an..n@example.org",
        "\"an\"n\"@example.org",
        "\"ann@example.org",
        "\"an\r\nn\"@example.org",
        "\"@example.org",
        "\"\\\"@example.org",
        "a\u00A0b@example.org",
        "a\u2028b@example.org",
        "a\uD800b@example.org",
        "ann@exa\u202Emple.org"
      })
  void isRefusedWithoutRepeatingIt(String text) {
    assertThat(EmailAddress.read(text))
        .isInstanceOfSatisfying(
            EmailAddressReading.Flaw.class,
            flaw -> assertThat(flaw.why()).doesNotContain("ann").doesNotContain("example"));
  }

  /** The first three are examples of RFC 3492 §7.1 (A, B, I) as domain labels. */
  @ParameterizedTest
  @CsvSource({
    "ليهمابتكلموشعربي؟, ''",
    "他们为什么不说中文, xn--ihqwcrb4cv8a8dqg056pqjye",
    "почемужеонинеговорятпорусски, xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
    "bücher, xn--bcher-kva",
    "BÜCHER, xn--bcher-kva",
    "straße, xn--strae-oqa",
    "παράδειγμα, xn--hxajbheg2az3al"
  })
  void aDomainOfAnotherScriptIsEncoded(String label, String expected) {
    EmailAddressReading reading = EmailAddress.read("a@" + label + ".example");
    if (expected.isEmpty()) {
      assertThat(reading).isInstanceOf(EmailAddressReading.Flaw.class);
    } else {
      assertThat(reading).isEqualTo(new EmailAddress("a", expected + ".example"));
    }
  }

  @Test
  void lengthsAreBounded() {
    assertThat(EmailAddress.read("a".repeat(64) + "@example.org")).isInstanceOf(EmailAddress.class);
    assertThat(EmailAddress.read("a".repeat(65) + "@example.org"))
        .isEqualTo(new EmailAddressReading.Flaw("has more than 64 bytes before the @"));
    assertThat(EmailAddress.read("é".repeat(33) + "@example.org"))
        .isEqualTo(new EmailAddressReading.Flaw("has more than 64 bytes before the @"));
    assertThat(EmailAddress.read("a@" + "b".repeat(64) + ".org"))
        .isEqualTo(new EmailAddressReading.Flaw("has no valid domain after the @"));
    assertThat(EmailAddress.read("abc@" + "b.".repeat(126) + "org"))
        .isEqualTo(new EmailAddressReading.Flaw("is longer than 254 bytes"));
    assertThat(EmailAddress.read("a@" + "é".repeat(10_000)))
        .isEqualTo(new EmailAddressReading.Flaw("has no valid domain after the @"));
  }

  @Property(tries = 2000, seed = "20250601")
  void whateverIsReadHoldsNothingThatEndsACommand(@ForAll String local, @ForAll String domain) {
    if (EmailAddress.read(local + "@" + domain) instanceof EmailAddress address) {
      String outsideQuotes = address.local().startsWith("\"") ? address.domain() : address.wire();
      assertThat(outsideQuotes).doesNotContainPattern("[<>\\s]");
      assertThat(address.wire().codePoints()).noneMatch(Character::isISOControl);
    }
  }
}
