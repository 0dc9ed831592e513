package io.herald.control.mjml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.message.template.Lines;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tags of a template that MJML leaves out are found soon, however many there are. */
class MadeHtmlTest {
  private static final List<MjmlTag> TAGS =
      IntStream.range(0, 200_000).mapToObj(i -> new MjmlTag("w" + i + "x", "<%= a %>", i)).toList();

  private static MadeHtml html(List<MjmlTag> there) {
    NavigableMap<Integer, MjmlTag> tags = new TreeMap<>();
    there.forEach(tag -> tags.put(tag.at(), tag));
    return new MadeHtml("mjml", new Lines(""), "", new Lines(""), tags);
  }

  @Test
  void manyTagsThatAreThereAreComparedInNoTime() {
    MadeHtml html = html(TAGS);

    assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> html.lost(TAGS))).isEmpty();
  }

  @Test
  void theFirstFiftyThatAreMissingAreNamed() {
    assertThat(html(List.of()).lost(TAGS)).isEqualTo(TAGS.subList(0, 50));
  }
}
