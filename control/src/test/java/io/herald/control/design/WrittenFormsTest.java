package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** EV-34, TPL-15: how people write a validity and a sender's address. */
class WrittenFormsTest {
  @Property(tries = 500, seed = "4711")
  void everyValidityIsReadAsItIsWritten(
      @ForAll @LongRange(min = 60, max = 31_536_000) long seconds) {
    assertThat(Validity.seconds(Validity.text(seconds))).hasValue(seconds);
  }

  @Example
  void aValidityIsShownInTheLargestUnit() {
    assertThat(Validity.text(Validity.DEFAULT_SECONDS)).isEqualTo("5d");
    assertThat(Validity.text(5_400)).isEqualTo("90m");
    assertThat(Validity.text(61)).isEqualTo("61s");
  }

  @Example
  void otherValiditiesAreRefused() {
    for (String text :
        new String[] {"", "5", "59s", "366d", "-1d", "1.5h", "5 d", "99999999d", "d"}) {
      assertThat(Validity.seconds(text)).as(text).isEmpty();
    }
  }

  @Example
  void addressesOfAllScriptsAreTaken() {
    for (String address :
        new String[] {
          "a@b",
          "shop@example.com",
          "first.last+tag@mail.example.co.uk",
          "grüße@größe.example",
          "用户@例子.测试",
          "o'neill@example.com"
        }) {
      assertThat(MailAddress.isValid(address)).as(address).isTrue();
    }
  }

  @Example
  void whatIsNoAddressIsRefused() {
    for (String text :
        new String[] {
          "",
          "shop",
          "@example.com",
          "shop@",
          "a@b@c",
          "a b@example.com",
          "Shop <shop@example.com>",
          "a@example..com",
          ".a@example.com",
          "a.@example.com",
          "a@-example.com",
          "a@example.com\r\nBcc: x",
          "x".repeat(65) + "@example.com",
          "a@" + "x".repeat(64) + ".com"
        }) {
      assertThat(MailAddress.isValid(text)).as(text).isFalse();
    }
  }

  @Property(tries = 500, seed = "4711")
  void noTextMakesTheCheckFail(@ForAll String local, @ForAll String domain) {
    boolean valid = MailAddress.isValid(local + "@" + domain);

    assertThat(valid && (local + domain).matches("(?s).*[\\s<>,;\\p{Cntrl}].*")).isFalse();
  }
}
