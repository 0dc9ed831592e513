package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TPL-46, TPL-47: formatDate")
class FormatDateTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2000, 1, 24, 15, 5, 9, 0, ZoneOffset.UTC);

  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // the table of the specification
        "%4Y/%2M/%2D| 2000/01/24",
        "%2D/%2M/%2Y| 24/01/00",
        "%Al %D %Bl %4Y| monday 24 january 2000",
        "%02H:%02N:%02S| 15:05:09",
        "%I:%2N %P| 3:05 PM",
        // its other codes
        "%Y| 2000",
        "%M %D %N %S| 1 24 5 9",
        "%A %B| mon jan",
        "%Ai %Bli| mon january",
        "%J %3J| 24 024",
        "%W| 4",
        "%%| %",
        "100%| 100%",
        "%x %5Q| %x %5Q",
        "at %H o'clock| at 15 o'clock",
      })
  void writesAsTheTableSays(String pattern, String result) {
    assertThat(DatePattern.format(pattern, TIME, Locale.ENGLISH)).isEqualTo(result);
    assertThat(Templates.text("<%= formatDate('2000-01-24T15:05:09Z', " + quoted(pattern) + ") %>"))
        .isEqualTo(result);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("%>", "%\\>") + "\"";
  }

  @ParameterizedTest
  @CsvSource({"0, 12:00 AM", "1, 1:00 AM", "11, 11:00 AM", "12, 12:00 PM", "13, 1:00 PM"})
  void twelveHourClockHasNoHourZero(int hour, String result) {
    assertThat(DatePattern.format("%I:%2N %P", TIME.withHour(hour).withMinute(0), Locale.ENGLISH))
        .isEqualTo(result);
  }

  @Test
  void namesFollowTheLanguageAndTheModifierForEnglish() {
    assertThat(DatePattern.format("%Al %Bl, %Ali %Bil", TIME, Locale.FRENCH))
        .isEqualTo("lundi janvier, monday january");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2026-07-01T22:30:00Z'",
        "'2026-07-01 22:30:00'",
        "'2026/07/01 22:30'",
        "'2026-07-01T22:30:00.000+00:00'",
        "'2026-07-02T00:30:00+0200'",
        "new Date(Date.UTC(2026, 6, 1, 22, 30))",
        "Date.UTC(2026, 6, 1, 22, 30)",
        "parseTimeStamp('2026-07-01T22:30:00Z')",
        "<d>2026-07-01T22:30:00Z</d>",
      })
  void takesDatesInEveryFormAndATimeZone(String date) {
    assertThat(
            Templates.text(
                "<%= formatDate("
                    + date
                    + ", '%4Y-%2M-%2D %2H:%2N') %> <%= formatDate("
                    + date
                    + ", '%2D %2H:%2N', 'Europe/Paris') %>"))
        .isEqualTo("2026-07-01 22:30 02 00:30");
  }

  @Test
  void aZoneGivenToTheCompilerIsTheDefault() {
    TemplateCompiler compiler =
        new TemplateCompiler(RenderLimits.DEFAULT, ZoneId.of("America/New_York"));

    RenderResult.Rendered mail =
        Templates.rendered(
            Templates.compiled(
                    compiler,
                    Templates.content(
                        "s",
                        null,
                        "<%= formatDate('2026-07-01T12:00:00Z', '%H') %>"
                            + " <%= parseTimeStamp('2026-07-01 12:00') %>",
                        false))
                .render(Templates.input(Templates.ORDER)));

    assertThat(mail.text()).isEqualTo("8 2026-07-01T16:00:00.000Z");
  }

  @Test
  @DisplayName("TPL-47: an event may bring the time zone of its recipient")
  void theZoneMayComeFromTheEvent() {
    assertThat(
            Templates.text(
                "<%= formatDate(ctx.at, '%4Y-%2M-%2D %2H:%2N', ctx.timeZone) %>",
                EventContext.json(
                    "{\"at\": \"2026-07-01T22:30:00Z\", \"timeZone\": \"Asia/Tokyo\"}")))
        .isEqualTo("2026-07-02 07:30");
  }

  @Test
  void aMissingDatePrintsNothing() {
    assertThat(Templates.text("[<%= formatDate(ctx.nothing, '%D') %>]")).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "formatDate('soon', '%D')",
        "formatDate('2026-02-30', '%D')",
        "formatDate('2026-01-01', '%D', 'Mars/Olympus')",
        "parseTimeStamp('tomorrow')",
      })
  void whatIsNoDateFailsTheMessageAndSaysHowADateLooks(String expression) {
    TemplateError error = Templates.failure("<%= " + expression + " %>");

    assertThat(error.message()).containsAnyOf("2026-01-31", "Europe/Paris").contains("is no");
  }

  @Property(tries = 300, seed = "20260131")
  void noPatternMakesItFail(@ForAll String pattern) {
    assertThat(DatePattern.format(pattern, TIME, Locale.ENGLISH)).isNotNull();
  }
}
