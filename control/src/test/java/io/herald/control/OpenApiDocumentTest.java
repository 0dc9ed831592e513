package io.herald.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** API-53: the OpenAPI document is made from the routes. */
@ControlTest
class OpenApiDocumentTest {
  private static final List<String> ROUTES =
      List.of(
          "GET /healthz",
          "GET /v1/event-types",
          "POST /v1/event-types",
          "GET /v1/event-types/{name}",
          "PUT /v1/event-types/{name}",
          "DELETE /v1/event-types/{name}",
          "GET /v1/templates",
          "POST /v1/templates",
          "GET /v1/templates/{name}",
          "PUT /v1/templates/{name}",
          "DELETE /v1/templates/{name}",
          "POST /v1/templates/{name}:publish",
          "POST /v1/templates/{name}:pause",
          "POST /v1/templates/{name}:resume",
          "POST /v1/templates/{name}:approve",
          "POST /v1/templates/{name}:reject",
          "POST /v1/event-types/{name}:duplicate",
          "POST /v1/templates/{name}:duplicate",
          "POST /v1/templates/{name}:rollback",
          "POST /v1/templates/{name}:unpublish",
          "GET /v1/templates/{name}/diff",
          "POST /v1/templates/{name}:preview",
          "POST /v1/templates/{name}:proof",
          "GET /v1/templates/{name}/proofs",
          "GET /v1/templates/{name}/versions",
          "GET /v1/templates/{name}/versions/{version}",
          "GET /v1/ready-messages",
          "GET /v1/ready-messages/{name}",
          "POST /v1/ready-messages/{name}:install",
          "GET /v1/resources",
          "GET /v1/resources/{path}",
          "PUT /v1/resources/{path}",
          "DELETE /v1/resources/{path}",
          "GET /v1/seeds",
          "POST /v1/seeds",
          "GET /v1/seeds/{name}",
          "PUT /v1/seeds/{name}",
          "DELETE /v1/seeds/{name}",
          "POST /v1/seeds/{name}:copy",
          "GET /v1/brands",
          "POST /v1/brands",
          "GET /v1/brands/{name}",
          "PUT /v1/brands/{name}",
          "DELETE /v1/brands/{name}",
          "GET /v1/blocks",
          "POST /v1/blocks",
          "GET /v1/blocks/{name}",
          "PUT /v1/blocks/{name}",
          "DELETE /v1/blocks/{name}",
          "POST /v1/blocks/{name}:republish",
          "GET /v1/options",
          "POST /v1/options",
          "GET /v1/options/{name}",
          "PUT /v1/options/{name}",
          "DELETE /v1/options/{name}",
          "GET /v1/event-types/{name}:export",
          "GET /v1/templates/{name}:export",
          "GET /v1/data",
          "GET /v1/data/{name}",
          "PUT /v1/data/{name}",
          "DELETE /v1/data/{name}",
          "GET /v1/execution-instances",
          "POST /v1/execution-instances",
          "GET /v1/execution-instances/{name}",
          "PUT /v1/execution-instances/{name}",
          "DELETE /v1/execution-instances/{name}");

  @Test
  void namesEveryRouteWithAnExplanationAndItsRefusals(TestDatabase database) {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4))) {
      JsonNode document = control.get("/v1/openapi.json").json();

      assertThat(document.at("/openapi").asString()).startsWith("3.1");
      List<String> documented = new ArrayList<>();
      for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          String route = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
          documented.add(route);
          assertThat(operation.getValue().at("/summary").asString("")).as(route).isNotBlank();
          assertThat(operation.getValue().at("/operationId").asString("")).as(route).isNotBlank();
          if (!route.equals("GET /healthz")) {
            assertThat(
                    operation
                        .getValue()
                        .at("/responses/401/content/application~1problem+json/schema/$ref")
                        .asString(""))
                .as(route)
                .isEqualTo("#/components/schemas/Problem");
          }
        }
      }
      assertThat(documented).containsExactlyInAnyOrderElementsOf(ROUTES);
    }
  }

  @Test
  void everyReferenceLeadsToASchemaAndEverySchemaOfABodyHasExamples(TestDatabase database) {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4))) {
      JsonNode document = control.get("/v1/openapi.json").json();

      List<String> references = new ArrayList<>();
      collectReferences(document, references);
      assertThat(references).isNotEmpty();
      assertThat(references)
          .allSatisfy(
              reference ->
                  assertThat(document.at(reference.substring(1)).isMissingNode())
                      .as(reference)
                      .isFalse());
      for (String schema : List.of("EventTypeRequest", "TemplateRequest", "Problem")) {
        assertThat(document.at("/components/schemas/" + schema).findValues("example"))
            .as(schema)
            .isNotEmpty();
      }
    }
  }

  private static void collectReferences(JsonNode node, List<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collectReferences(child, references));
  }
}
