package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.event.EventContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConcurrentRenderingTest {
  private static final int THREADS = 8;
  private static final int MAILS_EACH = 400;

  @Test
  @Timeout(60)
  void manyThreadsFillInTheSameTemplateEachWithItsOwnEvent() throws Exception {
    CompiledTemplate template =
        Templates.compiled(
            Templates.COMPILER,
            Templates.content(
                "<%= ctx.n %>",
                "<% total = 0; for each (var a in ctx.a) { total += Number(a); %><%= a %>,<% } %>=<%= total"
                    + " %> <%= ctx.a %> <%= /(\\d+)/.exec(ctx.n)[1] %> <%= formatDate(rtEvent.created,"
                    + " '%4Y') %>",
                null,
                true));
    List<Callable<Integer>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int base = thread * MAILS_EACH;
      work.add(() -> renderAll(template, base));
    }

    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      int right = 0;
      for (Future<Integer> done : pool.invokeAll(work, 50, TimeUnit.SECONDS)) {
        right += done.get();
      }
      assertThat(right).isEqualTo(THREADS * MAILS_EACH);
    }
  }

  private static int renderAll(CompiledTemplate template, int base) {
    int right = 0;
    for (int i = base; i < base + MAILS_EACH; i++) {
      EventContext context =
          i % 2 == 0
              ? EventContext.xml("<c><n>" + i + "</n><a>" + i + "</a><a>1</a></c>")
              : EventContext.json("{\"n\":" + i + ",\"a\":[" + i + ",1]}");
      RenderResult.Rendered mail = Templates.rendered(template.render(Templates.input(context)));
      String html =
          i
              + ",1,="
              + (i + 1)
              + " &lt;a&gt;"
              + i
              + "&lt;/a&gt;\n&lt;a&gt;1&lt;/a&gt; "
              + i
              + " 2026";
      if (mail.subject().equals(Integer.toString(i)) && html.equals(mail.html())) {
        right++;
      }
    }
    return right;
  }

  @Test
  @Timeout(60)
  void oneTemplateOutOfControlDoesNotDisturbTheOthers() throws Exception {
    CompiledTemplate endless =
        Templates.compiled(
            Templates.STRICT, Templates.content("s", null, "<% while (true); %>", true));

    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<RenderResult>> runaways = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        runaways.add(pool.submit(() -> endless.render(Templates.input(Templates.ORDER))));
      }
      Future<String> ordinary = pool.submit(() -> Templates.text("<%= ctx.reference %>"));

      assertThat(ordinary.get(50, TimeUnit.SECONDS)).isEqualTo("R-1");
      for (Future<RenderResult> runaway : runaways) {
        assertThat(runaway.get(50, TimeUnit.SECONDS)).isInstanceOf(RenderResult.Failed.class);
      }
    }
  }
}
