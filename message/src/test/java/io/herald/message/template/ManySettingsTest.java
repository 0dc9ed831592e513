package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TPL-36, TPL-55, TPL-56: settings are read in one pass, however many there are")
class ManySettingsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MANY = 130_000;

  private static List<TemplateError> errors(String html) {
    return assertTimeoutPreemptively(SOON, () -> Templates.errors(html));
  }

  @Test
  void manyThatAreNeverClosedAreToldOnceThereAreTwenty() {
    assertThat(errors("<b data-nl-if=a>".repeat(MANY)))
        .hasSize(20)
        .allSatisfy(error -> assertThat(error.message()).contains("<b> is never closed"));
  }

  @Test
  void manyListingsWithColumnsAreReadOnce() {
    String row = "<tr data-nl-each='a' data-nl-columns='2'><td></td><td></td></tr>";

    assertThat(errors(row.repeat(30_000)))
        .allSatisfy(error -> assertThat(error.message()).contains("one cell"));
  }

  @Test
  void manyInsideEachOtherAreRefused() {
    assertThat(errors("<b data-nl-if='1'>".repeat(MANY / 2) + "</b>".repeat(MANY / 2)))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).contains("100 deep");
              assertThat(error.column()).isEqualTo(1 + 100 * "<b data-nl-if='1'>".length());
            });
  }

  @Test
  void eachEndTagEndsTheNearestOfItsName() {
    assertThat(
            Templates.html(
                "<b data-nl-if='1'>a<i><b data-nl-if='0'>b</i><b>c</b></b>d</b></b>e<b"
                    + " data-nl-if='0'>f</b>",
                true))
        .isEqualTo("<b>a<i>d</b></b>e");
  }
}
