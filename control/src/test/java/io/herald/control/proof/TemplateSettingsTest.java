package io.herald.control.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.Samples;
import io.herald.platform.config.Settings;
import io.herald.platform.template.TemplateSettings;
import io.herald.testkit.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an installation sets for its templates holds in its previews. */
@ControlTest
class TemplateSettingsTest {
  @Test
  @DisplayName("TPL-47: dates without a zone of their own are in the zone of the installation")
  void datesAreInTheZoneOfTheInstallation(TestDatabase database) {
    assertThat(
            preview(
                database,
                Map.of("template.zone", "Europe/Paris"),
                "<%= formatDate('2026-07-01T22:30:00Z', '%2D %2H:%2N') %>"))
        .contains("02 00:30");
  }

  @Test
  @DisplayName("TPL-38: a value as long as the installation allows is printed whole")
  void theLongestValueIsPrintedWhole(TestDatabase database) {
    Map<String, String> settings = Map.of("template.value-characters", "1024");

    assertThat(preview(database, settings, "<%= new Array(1025).join('x') %>"))
        .contains("x".repeat(1_024));
  }

  @Test
  @DisplayName("TPL-38: one character more than the limit fails the message")
  void oneCharacterMoreFails(TestDatabase database) {
    assertThat(
            preview(
                database,
                Map.of("template.value-characters", "1024"),
                "<%= new Array(1026).join('x') %>"))
        .contains("longer than 1024 characters");
  }

  @Test
  void whatIsNoZoneIsRefusedAndSaysHowOneLooks() {
    assertThatThrownBy(
            () -> Settings.of(Map.of("template.zone", "Mars/Olympus")).get(TemplateSettings.ZONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Europe/Paris");
  }

  private static String preview(TestDatabase database, Map<String, String> settings, String html) {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4), settings)) {
      control.post("/v1/event-types", Samples.json(Samples.cartType()));
      control.post(
          "/v1/templates",
          Samples.json(Samples.cartTemplate(), "html", "<p>" + html + "</p>", "subject", "s"));
      return control.post("/v1/templates/RTEVTcartAbandonment:preview", "{}").http().body();
    }
  }
}
