package io.herald.control.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.soap.schema.Method;
import io.herald.platform.soap.schema.Parameter;
import io.herald.platform.soap.schema.Schema;
import io.herald.platform.soap.schema.SessionSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * When it fails, the page is to be brought up to date: the expected text is in the failure, and in
 * {@code target/soap-reference-*.md}.
 */
@DisplayName("The guide's page on SOAP lists what control serves (API-30, API-31, API-33)")
class SoapReferenceTest {
  private static final Path PAGE = Path.of("../docs/guide/soap-reference.md");

  private static void holds(String part, String table) throws Exception {
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/soap-reference-" + part + ".md"), table);
    String page = Files.readString(PAGE);
    String begin = "<!-- generated: " + part + " -->\n";
    assertThat(page).contains(begin);
    int from = page.indexOf(begin) + begin.length();
    assertThat(page.substring(from, page.indexOf("<!-- end -->", from))).isEqualTo(table);
  }

  private static String parameters(List<Parameter> parameters) {
    return parameters.isEmpty()
        ? "–"
        : parameters.stream()
            .map(p -> "`" + p.wireName() + "` " + p.type().schemaType())
            .collect(Collectors.joining(", "));
  }

  /** Those of sessions are the same everywhere; the page has them once. */
  @Test
  void methods() throws Exception {
    List<Method> sessions = SessionSchema.of(List.of()).methods();
    StringBuilder table =
        new StringBuilder(
            "| Service | Method | Gets, behind the session token | Gives | For | What it does |\n"
                + "|---|---|---|---|---|---|\n");
    for (Method method : ServedSchemas.ALL.methods()) {
      if (!sessions.contains(method)) {
        table.append(
            "| `%s` | `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    method.service(),
                    method.name(),
                    parameters(method.inputs()),
                    parameters(method.outputs()),
                    method.right().label(),
                    method.purpose()));
      }
    }
    holds("control methods", table.toString());
  }

  @Test
  void attributes() throws Exception {
    StringBuilder tables = new StringBuilder();
    for (Schema schema : ServedSchemas.ALL.all()) {
      if (schema.name().equals(SessionSchema.NAME) || schema.elements().isEmpty()) {
        continue;
      }
      tables.append(
          "`%s` (%s):\n\n| Path | Type | Meaning |\n|---|---|---|\n"
              .formatted(schema.name(), schema.label()));
      append(tables, schema.elements().getFirst(), "");
      tables.append('\n');
    }
    holds("control attributes", tables.toString());
  }

  private static void append(StringBuilder tables, Schema.Element element, String at) {
    element
        .attributes()
        .forEach(
            attribute ->
                tables.append(
                    "| `%s@%s` | %s | %s |\n"
                        .formatted(at, attribute.name(), attribute.type(), attribute.label())));
    for (Schema.Element child : element.children()) {
      if (child.attributes().isEmpty() && child.children().isEmpty()) {
        tables.append("| `%s%s` | text | %s |\n".formatted(at, child.name(), child.label()));
      } else {
        append(tables, child, at + child.name() + "/");
      }
    }
  }
}
