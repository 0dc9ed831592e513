package io.herald.control.mjml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tags of a template that MJML leaves out are found soon, however many there are. */
class MadeHtmlTest {
  private static final List<MjmlTag> TAGS =
      IntStream.range(0, 200_000).mapToObj(i -> new MjmlTag("w" + i + "x", "<%= a %>", i)).toList();

  @Test
  void manyTagsThatAreThereAreComparedInNoTime() {
    List<MadeHtml.Spot> spots = TAGS.stream().map(tag -> new MadeHtml.Spot(tag.at(), tag)).toList();
    MadeHtml html = new MadeHtml("mjml", "", "", spots);

    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> html.lost(TAGS))).isEmpty();
  }

  @Test
  void theFirstFiftyThatAreMissingAreNamed() {
    MadeHtml html = new MadeHtml("mjml", "", "", List.of());

    assertThat(html.lost(TAGS)).isEqualTo(TAGS.subList(0, 50));
  }
}
