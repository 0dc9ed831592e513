package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("TPL-33: each path of the specification reads the same order as XML and as JSON")
class SamplePathsTest {
  private static final EventContext XML =
      EventContext.xml(
          "<ctx><client><firstname>Ada</firstname></client><website name='Shop'/>"
              + "<article><name>Hat</name></article><article><name>Coat</name></article></ctx>");
  private static final EventContext JSON =
      EventContext.json(
          """
          {"client": {"firstname": "Ada"}, "website": {"name": "Shop"},
           "article": [{"name": "Hat"}, {"name": "Coat"}]}
          """);

  @ParameterizedTest(name = "{0} prints {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<%= E.ctx.client.firstname %>| Ada",
        "<%= E.ctx.website.@name %>| Shop",
        "<%= E.ctx.article[1].name %>| Coat",
        "<%= E.ctx.article.length() %>| 2",
        "<%= E.ctx.client.firstname.toString() + '!' %>| Ada!",
        "<% for each (var a in E.ctx.article) { %>[<%= a.name %>]<% } %>| [Hat][Coat]",
        "<%= E.ctx.client.firstname == 'Ada' %>| true",
        "<%= E.ctx.client.firstname == 'Bob' %>| false",
      })
  void byEveryNameOfTheEvent(String template, String printed) {
    for (String begin : new String[] {"rtEvent.ctx", "batchEvent.ctx", "event.ctx", "ctx"}) {
      String written = template.replace("E.ctx", begin);

      assertThat(Templates.text(written, XML)).as(written).isEqualTo(printed);
      assertThat(Templates.text(written, JSON)).as(written).isEqualTo(printed);
    }
  }
}
