package io.herald.control;

import io.herald.control.http.ConfigurationSecurity;
import io.herald.control.http.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The OpenAPI 3.1 document, made from the routes themselves when it is first asked for, at {@value
 * #PATH} (API-53).
 */
@Configuration(proxyBeanMethods = false)
@Import({SpringDocConfiguration.class, SpringDocWebMvcConfiguration.class})
class OpenApiDocument {
  /** Where it is. */
  static final String PATH = "/v1/openapi.json";

  /** What springdoc reads from the environment; the rest is said in {@link #generation}. */
  static final Map<String, Object> PROPERTIES = Map.of("springdoc.api-docs.path", PATH);

  private static final String JSON = "application/json";
  private static final String BASIC = "operator";
  private static final String PROBLEM = "#/components/schemas/Problem";

  @Bean
  SpringDocConfigProperties generation() {
    SpringDocConfigProperties generation = new SpringDocConfigProperties();
    generation.getApiDocs().setPath(PATH);
    generation
        .getApiDocs()
        .setVersion(SpringDocConfigProperties.ApiDocs.OpenApiVersion.OPENAPI_3_1);
    generation.setDefaultProducesMediaType(JSON);
    generation.setDefaultConsumesMediaType(JSON);
    generation.setOverrideWithGenericResponse(false);
    generation.setWriterWithOrderByKeys(true);
    return generation;
  }

  @Bean
  OpenAPI frame() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Herald configuration API")
                .version("1")
                .description(
                    "Design, preview and publish transactional messages. Lists come in the order of"
                        + " names and are read on with 'after'. A save may carry If-Match with the"
                        + " ETag it is a change of. Refusals are problems (RFC 9457).")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .components(
            new Components()
                .addSecuritySchemes(
                    BASIC,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description(
                            "An operator with the right "
                                + ConfigurationSecurity.PUBLISH
                                + " or ADMINISTRATION")))
        .addSecurityItem(new SecurityRequirement().addList(BASIC));
  }

  @Bean
  OpenApiCustomizer refusals() {
    return document -> {
      ModelConverters.getInstance(true)
          .readAll(Problem.class)
          .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
      document
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperationsMap()
                      .forEach((method, operation) -> addRefusals(path, method, operation)));
    };
  }

  private static void addRefusals(String path, PathItem.HttpMethod method, Operation operation) {
    if (path.equals(ConfigurationSecurity.LIVENESS)) {
      return;
    }
    Map<String, String> refusals = new LinkedHashMap<>();
    refusals.put("401", "No operator, or the wrong password");
    refusals.put("403", "The operator lacks the right");
    if (path.contains("{")) {
      refusals.put("404", "There is no such thing");
    }
    if (operation.getRequestBody() != null) {
      refusals.put("400", "The body cannot be read: malformed, unknown or repeated properties");
      refusals.put("413", "The body is longer than 2 MiB");
      refusals.put("415", "The body is not JSON");
      refusals.put("422", "Values break a rule; 'findings' lists all of them");
    }
    if (path.endsWith(":publish")) {
      refusals.put("422", "The draft is not ready; 'findings' lists what is wrong, and where");
    }
    if (method != PathItem.HttpMethod.GET
        && !path.endsWith(":preview")
        && !path.endsWith(":proof")) {
      refusals.put("409", "The name is taken, it is in use, or it was changed in the meantime");
    }
    if (operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
      refusals.put("412", "If-Match names another revision than the current one");
    }
    refusals.forEach(
        (status, description) ->
            operation
                .getResponses()
                .addApiResponse(
                    status,
                    new ApiResponse()
                        .description(description)
                        .content(
                            new Content()
                                .addMediaType(
                                    "application/problem+json",
                                    new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
  }
}
