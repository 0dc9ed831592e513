package io.herald.execution.collect;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 section 4.1.2 as far as it is in use, RFC 6531 section 3.3. */
class MailAddressSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jack@example.com",
        "first.last+tag@sub.example.co.uk",
        "o'hara!#$%&*/=?^_`{|}~-@example.com",
        "1@2.example",
        "a@xn--bcher-kva.example",
        "jürgen@bücher.example",
        "用户@例子.公司",
        "संपर्क@डाटामेल.भारत",
        "a@a-b.example"
      })
  void isAnAddress(String text) {
    assertThat(MailAddressSyntax.complaint(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "jack",
        "jack@",
        "@example.com",
        "jack@example",
        "jack@@example.com",
        "jack@a@example.com",
        "jack smith@example.com",
        "jack@exam ple.com",
        " jack@example.com",
        "jack@example.com ",
        ".jack@example.com",
        "jack.@example.com",
        "ja..ck@example.com",
        "jack@.example.com",
        "jack@example..com",
        "jack@example.com.",
        "jack@-example.com",
        "jack@example-.com",
        "jack@exa_mple.com",
        "\"jack\"@example.com",
        "jack@[127.0.0.1]",
        "jack@192.0.2.1",
        "Jack <jack@example.com>",
        "jack@example.com,jill@example.com",
        "jack\r\nBcc: x@example.com",
        "jack@example.com\r\n",
        "jack\u0000@example.com",
        "jack\u200B@example.com",
        "jack\u00A0x@example.com",
        "jack\uD800@example.com",
        "jack@exam\u202Eple.com",
        "jack(comment)@example.com",
        "jack@example.com>"
      })
  void isNoAddress(String text) {
    assertThat(MailAddressSyntax.complaint(text)).isPresent();
  }

  @Test
  void thePartsAreBounded() {
    assertThat(MailAddressSyntax.complaint("a".repeat(64) + "@example.com")).isEmpty();
    assertThat(MailAddressSyntax.complaint("a".repeat(65) + "@example.com")).isPresent();
    assertThat(MailAddressSyntax.complaint("é".repeat(33) + "@example.com")).isPresent();
    assertThat(MailAddressSyntax.complaint("a@" + "b".repeat(63) + ".com")).isEmpty();
    assertThat(MailAddressSyntax.complaint("a@" + "b".repeat(64) + ".com")).isPresent();
    assertThat(MailAddressSyntax.complaint("a@" + "b.".repeat(127) + "comm")).isPresent();
  }

  @Property(seed = "20260131")
  void lettersAndDigitsInEveryPlaceAreFine(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 64) String local,
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 63) String label) {
    assertThat(MailAddressSyntax.complaint(local + "@" + label + ".example")).isEmpty();
  }

  /** What goes into an SMTP command must not be able to end it. */
  @Property(seed = "20260131")
  void anyTextIsAnAddressOrNotAndNeverHoldsABlankOrALineEnd(@ForAll String text) {
    for (String address : new String[] {text, text + "@example.com", "a@" + text + ".com"}) {
      if (MailAddressSyntax.complaint(address).isEmpty()) {
        assertThat(address.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>')).isTrue();
      }
    }
  }
}
