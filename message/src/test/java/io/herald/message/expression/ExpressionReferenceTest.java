package io.herald.message.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * When it fails, the page is to be brought up to date: the expected text is in the failure, and in
 * {@code target/expressions-*.md}.
 */
@DisplayName("The guide's page on expressions lists what TPL-45 asks for, from the tables in code")
class ExpressionReferenceTest {
  private static final Path PAGE = Path.of("../docs/guide/expressions.md");

  private static void holds(String part, String generated) throws Exception {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/expressions-" + part + ".md"), generated);
    String page = Files.readString(PAGE);
    String begin = "<!-- generated: " + part + " -->\n";
    assertThat(page).contains(begin);
    int from = page.indexOf(begin) + begin.length();
    assertThat(page.substring(from, page.indexOf("<!-- end -->", from))).isEqualTo(generated);
  }

  /** A bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  @Test
  void operators() throws Exception {
    StringBuilder table =
        new StringBuilder(
            "| Written | Is true when, or gives | Example | Comes to |\n|---|---|---|---|\n");
    for (Operator operator : Operator.values()) {
      table.append(
          "| `%s` | %s | `%s` | `%s` |\n"
              .formatted(
                  operator.written(), operator.purpose(), operator.example(), operator.result()));
    }
    holds("operators", table.toString());
  }

  @Test
  void functions() throws Exception {
    StringBuilder tables = new StringBuilder();
    for (FunctionGroup group : FunctionGroup.values()) {
      tables
          .append("### ")
          .append(group.heading())
          .append("\n\n| Function | Gives | Example | Comes to |\n|---|---|---|---|\n");
      for (Function function : Function.values()) {
        if (function.group() == group) {
          tables.append(
              "| `%s` | %s | `%s` | `%s` |\n"
                  .formatted(
                      cell(function.written()),
                      function.purpose(),
                      function.example(),
                      function.result()));
        }
      }
      tables.append('\n');
    }
    holds("functions", tables.toString());
  }

  @Test
  void bounds() throws Exception {
    String table =
        """
        | What | At most |
        |---|---|
        | characters of an expression | %,d |
        | parentheses, functions and signs inside one another | %,d |
        | values, fields and functions | %,d |
        | characters a function may make a text grow to | %,d |
        | digits of a number | %,d |
        | characters looked at and elements visited in one computation | %,d |
        """;
    holds(
        "bounds",
        String.format(
            Locale.ROOT,
            table,
            ExpressionReader.MAX_LENGTH,
            ExpressionReader.MAX_DEPTH,
            ExpressionReader.MAX_VALUES,
            Run.MAX_TEXT,
            Values.MAX_DIGITS,
            Run.MAX_WORK));
  }
}
