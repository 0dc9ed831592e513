package io.herald.platform.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API-53: the OpenAPI document is the table in another form. */
class DocumentSaysWhatIsServedTest {
  private final OperationTable table = new Notes().table();
  private final JsonNode document =
      JsonMapper.shared().readTree(OpenApiDocument.of(table, "Notes", "For tests."));

  @Test
  void everyOperationIsThereWithItsRightAndItsRefusals() {
    List<String> documented = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
        for (String status : List.of("401", "403", "406", "429", "503")) {
          assertThat(
                  operation
                      .getValue()
                      .at("/responses/" + status + "/content/application~1problem+json/schema/$ref")
                      .asString(""))
              .isEqualTo("#/components/schemas/Problem");
        }
      }
    }

    assertThat(document.get("openapi").asString()).startsWith("3.1");
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            table.operations().stream()
                .map(operation -> operation.verb() + " " + operation.path())
                .toList());
    for (Operation operation : table.operations()) {
      assertThat(of(operation).get("operationId").asString()).isEqualTo(operation.name());
      assertThat(of(operation).get("x-right").asString()).isEqualTo(operation.right());
    }
  }

  @Test
  void examplesAreWhatTheSchemasAllow() {
    int checked = 0;
    for (JsonNode media : document.findValues("application/json")) {
      assertThat(validate(media.get("schema"), media.get("example").toString())).isEmpty();
      checked++;
    }
    assertThat(checked).isEqualTo(4);
  }

  @Test
  void aSchemaRefusesWhatTheReaderRefuses() {
    JsonNode schema =
        of(table.operations().getFirst()).at("/requestBody/content/application~1json/schema");

    assertThat(validate(schema, "{\"kind\":\"info\"}")).as("text is required").isNotEmpty();
    assertThat(validate(schema, "{\"text\":\"a\",\"txt\":1}")).isNotEmpty();
    assertThat(validate(schema, "{\"text\":\"a\",\"kind\":\"odd\"}")).isNotEmpty();
    assertThat(validate(schema, "{\"text\":\"" + "a".repeat(21) + "\"}")).isNotEmpty();
    assertThat(validate(schema, "{\"text\":\"a\",\"marks\":[{\"word\":\"w\"}]}")).isEmpty();
  }

  @Test
  void parametersAreDescribedInTheFormTheyAreCheckedFor() {
    JsonNode limit = of(table.operations().get(2)).at("/parameters/0");

    assertThat(limit.get("name").asString()).isEqualTo("limit");
    assertThat(limit.get("in").asString()).isEqualTo("query");
    assertThat(limit.at("/schema/maximum").asInt()).isEqualTo(10);
  }

  private JsonNode of(Operation operation) {
    return document
        .get("paths")
        .get(operation.path().toString())
        .get(operation.verb().name().toLowerCase(Locale.ROOT));
  }

  private List<Error> validate(JsonNode schema, String json) {
    ObjectNode whole = (ObjectNode) JsonMapper.shared().createObjectNode();
    whole.set("components", document.get("components"));
    whole.setAll((ObjectNode) schema);
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
    return compiled.validate(json, InputFormat.JSON);
  }
}
