package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.query.QueryColumn;
import io.herald.execution.query.QueryTable;
import io.herald.message.expression.Function;
import io.herald.platform.soap.schema.Method;
import io.herald.platform.soap.schema.Parameter;
import io.herald.platform.soap.schema.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * When it fails, the page is to be brought up to date: the expected text is in the failure, and in
 * {@code target/soap-reference-*.md}.
 */
@DisplayName("The guide's page on SOAP lists what is served, to the method and attribute (API-33)")
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

  private static String parameters(java.util.List<Parameter> parameters) {
    return parameters.isEmpty()
        ? "–"
        : parameters.stream()
            .map(p -> "`" + p.wireName() + "` " + p.type().schemaType())
            .collect(Collectors.joining(", "));
  }

  @Test
  void methods() throws Exception {
    StringBuilder table =
        new StringBuilder(
            "| Service | Method | Gets, behind the session token | Gives | For | What it does |\n"
                + "|---|---|---|---|---|---|\n");
    for (Method method : ServedSchemas.ALL.methods()) {
      String service =
          "`"
              + method.service()
              + "`"
              + (method.alsoServedBy() == null ? "" : ", `" + method.alsoServedBy() + "`");
      table.append(
          "| %s | `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  service,
                  method.name(),
                  method.onDocument() ? "`entity` DOMDocument" : parameters(method.inputs()),
                  parameters(method.outputs()),
                  method.right().label(),
                  method.purpose()));
    }
    holds("methods", table.toString());
  }

  @Test
  void schemas() throws Exception {
    StringBuilder list = new StringBuilder();
    for (Schema schema : ServedSchemas.ALL.all()) {
      list.append(
          "- `%s` (%s)%s\n"
              .formatted(
                  schema.name(), schema.label(), schema.methods().isEmpty() ? "" : ", with WSDL"));
    }
    holds("schemas", list.toString());
  }

  @Test
  void attributes() throws Exception {
    StringBuilder tables = new StringBuilder();
    for (QueryTable queried :
        new QueryTable[] {QueryTable.RT_EVENT, QueryTable.BROAD_LOG_RT_EVENT}) {
      String names =
          queried == QueryTable.RT_EVENT
              ? "`nms:rtEvent` and `nms:batchEvent`"
              : "`nms:broadLogRtEvent` and `nms:broadLogBatchEvent`";
      tables.append(names).append(":\n\n| Attribute | Type | Meaning |\n|---|---|---|\n");
      for (QueryColumn column : queried.columns()) {
        tables.append(
            "| `%s` | %s | %s |\n"
                .formatted(column.path(), column.kind().schemaType(), column.label()));
      }
      tables.append('\n');
    }
    holds("attributes", tables.toString());
  }

  @Test
  void functions() throws Exception {
    holds("functions", String.join(", ", Function.names(QueryTable.RT_EVENT::allows)) + "\n");
  }
}
