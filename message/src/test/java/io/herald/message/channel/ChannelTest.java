package io.herald.message.channel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DM-7, DM-21, DM-22: callers name channels and formats by number or by label. */
class ChannelTest {
  @ParameterizedTest
  @CsvSource({
    "0, EMAIL", "email, EMAIL", "Email, EMAIL", "' EMAIL ', EMAIL", "1, SMS", "mobile, SMS",
    "Mobile, SMS", "sms, SMS", "2, PHONE", "3, DIRECT_MAIL", "directmail, DIRECT_MAIL", "4, FAX",
    "40, MOBILE_APP", "mobileApp, MOBILE_APP", "41, IOS", "iOS, IOS", "42, ANDROID", "120, OTHER"
  })
  void isReadAsCallersWriteIt(String text, Channel channel) {
    assertThat(Channel.parse(text)).contains(channel);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-0", "00", "e-mail", "emails", "1.0", "null"})
  void whatIsNoChannelIsNone(String text) {
    assertThat(Channel.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Channel.class)
  void itsNumberAndItsLabelReadBackToIt(Channel channel) {
    assertThat(Channel.ofNumber(channel.number())).contains(channel);
    assertThat(Channel.parse(channel.label())).contains(channel);
    assertThat(Channel.parse(Integer.toString(channel.number()))).contains(channel);
  }

  @Test
  void anUnknownNumberIsNone() {
    assertThat(Channel.ofNumber(7)).isEmpty();
    assertThat(EmailFormat.ofNumber(3)).isEmpty();
    assertThat(EmailFormat.ofNumber(-1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, UNKNOWN",
    "1, TEXT",
    "2, HTML",
    "Html, HTML",
    "' text ', TEXT",
    "unknown, UNKNOWN"
  })
  void aFormatIsReadAsCallersWriteIt(String text, EmailFormat format) {
    assertThat(EmailFormat.parse(text)).contains(format);
    assertThat(EmailFormat.ofNumber(format.number())).contains(format);
  }

  @Property(tries = 300, seed = "20260131")
  void noTextMakesReadingFail(@ForAll String text) {
    assertThat(Channel.parse(text)).isNotNull();
    assertThat(EmailFormat.parse(text)).isNotNull();
  }
}
