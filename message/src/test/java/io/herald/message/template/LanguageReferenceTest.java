package io.herald.message.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * When it fails, the page is to be brought up to date: the expected text is in the failure, and in
 * {@code target/template-language-*.md}.
 */
@DisplayName("The guide's page on the template language lists what there is")
class LanguageReferenceTest {
  private static final Path PAGE = Path.of("../docs/guide/template-language.md");

  private static void holds(String part, String generated) throws Exception {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/template-language-" + part + ".md"), generated);
    String page = Files.readString(PAGE);
    String begin = "<!-- generated: " + part + " -->\n";
    assertThat(page).contains(begin);
    int from = page.indexOf(begin) + begin.length();
    assertThat(page.substring(from, page.indexOf("<!-- end -->", from))).isEqualTo(generated);
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  @Test
  void functions() throws Exception {
    StringBuilder table =
        new StringBuilder("| Function | What it gives | Example | Prints |\n|---|---|---|---|\n");
    for (TemplateFunction function : TemplateFunctions.ALL) {
      table.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  code(function.signature()),
                  function.purpose(),
                  code(function.example()),
                  code(function.result())));
    }
    holds("functions", table.toString());
  }

  @Test
  void blocks() throws Exception {
    holds(
        "blocks",
        BuiltInBlocks.names().stream()
                .sorted()
                .map(LanguageReferenceTest::code)
                .collect(Collectors.joining(", "))
            + ".\n");
  }
}
