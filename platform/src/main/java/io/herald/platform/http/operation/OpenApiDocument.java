package io.herald.platform.http.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The OpenAPI 3.1 document of an {@link OperationTable}, made from the table and the records it
 * names: what it says is what {@link OperationServlet} does.
 */
public final class OpenApiDocument {
  private static final String VERSION = "3.1.1";
  private static final String BEARER = "accessToken";
  private static final String BASIC = "operator";

  private final OperationTable table;
  private final String title;
  private final String description;
  private final RecordSchemas schemas = new RecordSchemas();

  private OpenApiDocument(OperationTable table, String title, String description) {
    this.table = table;
    this.title = title;
    this.description = description;
  }

  /**
   * Makes the document.
   *
   * @param description for the head of the page; CommonMark
   * @return JSON in UTF-8
   */
  public static byte[] of(OperationTable table, String title, String description) {
    return ApiJson.write(new OpenApiDocument(table, title, description).document());
  }

  private Map<String, Object> document() {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Operation operation : table.operations()) {
      paths
          .computeIfAbsent(operation.path().toString(), path -> new LinkedHashMap<>())
          .put(operation.verb().name().toLowerCase(Locale.ROOT), operation(operation));
    }
    schemas.of(Problem.class);
    return ordered(
        "openapi",
        VERSION,
        "info",
        ordered(
            "title",
            title,
            "version",
            "1",
            "description",
            description,
            "license",
            ordered("name", "Apache-2.0", "identifier", "Apache-2.0")),
        "security",
        List.of(Map.of(BEARER, List.of()), Map.of(BASIC, List.of())),
        "paths",
        paths,
        "components",
        ordered(
            "schemas",
            schemas.all(),
            "securitySchemes",
            ordered(
                BEARER,
                ordered("type", "http", "scheme", "bearer", "description", "An API client's token"),
                BASIC,
                ordered("type", "http", "scheme", "basic", "description", "An operator's login"))));
  }

  private Map<String, Object> operation(Operation operation) {
    Map<String, Object> described =
        ordered(
            "operationId",
            operation.name(),
            "tags",
            List.of(operation.group()),
            "summary",
            operation.summary(),
            "description",
            (operation.description() + "\n\nNeeds the right `" + operation.right() + "`.").strip(),
            "x-right",
            operation.right());
    if (!operation.parameters().isEmpty()) {
      described.put("parameters", operation.parameters().stream().map(this::parameter).toList());
    }
    Operation.BodyForm body = operation.body();
    if (body != null) {
      described.put(
          "requestBody",
          ordered(
              "required",
              true,
              "description",
              "At most " + body.maxBytes() + " bytes",
              "content",
              content("application/json", body.type(), body.example())));
    }
    described.put("responses", responses(operation));
    return described;
  }

  private Map<String, Object> parameter(Parameter parameter) {
    return ordered(
        "name",
        parameter.name(),
        "in",
        parameter.place().label(),
        "required",
        parameter.required(),
        "description",
        parameter.description(),
        "schema",
        schema(parameter.form()),
        // a list is one text with commas, not the parameter repeated
        "example",
        example(parameter));
  }

  private static Object example(Parameter parameter) {
    return parameter.form() instanceof Parameter.Form.Number
        ? (Object) Long.parseLong(parameter.example())
        : parameter.example();
  }

  private Map<String, Object> schema(Parameter.Form form) {
    return switch (form) {
      case Parameter.Form.Text(int atMost) ->
          ordered("type", "string", "minLength", 1, "maxLength", atMost);
      case Parameter.Form.Number(long min, long max) ->
          ordered("type", "integer", "format", "int64", "minimum", min, "maximum", max);
      case Parameter.Form.Id() -> ordered("type", "string", "pattern", "^[1-9][0-9]{0,18}$");
      case Parameter.Form.Moment() -> ordered("type", "string", "format", "date-time");
      case Parameter.Form.Choice(List<String> words) -> ordered("type", "string", "enum", words);
      case Parameter.Form.Several(Parameter.Form _, int atMost) ->
          ordered(
              "type",
              "string",
              "description",
              "1 to " + atMost + " values with commas between",
              "pattern",
              "^[^,]+(,[^,]+){0," + (atMost - 1) + "}$");
    };
  }

  private Map<String, Object> responses(Operation operation) {
    Map<String, Object> responses = new LinkedHashMap<>();
    Operation.Success success = operation.success();
    Map<String, Object> good = ordered("description", success.description());
    if (success.type() != null && success.example() != null) {
      good.put("content", content(success.mediaType(), success.type(), success.example()));
    }
    responses.put(Integer.toString(success.status()), good);
    Map<Integer, List<String>> failures = new TreeMap<>();
    for (Operation.Failure failure : failures(operation)) {
      failures
          .computeIfAbsent(failure.status(), status -> new ArrayList<>())
          .add("`" + failure.code() + "`: " + failure.when());
    }
    failures.forEach(
        (status, causes) -> responses.put(Integer.toString(status), failed(status, causes)));
    return responses;
  }

  private Map<String, Object> failed(int status, List<String> causes) {
    Map<String, Object> response = ordered("description", String.join("; ", causes));
    if (status == 429 || status == 503) {
      response.put(
          "headers",
          Map.of(
              "Retry-After",
              ordered(
                  "description",
                  "Seconds after which to come again",
                  "schema",
                  ordered("type", "integer", "minimum", 1))));
    }
    response.put(
        "content",
        Map.of("application/problem+json", ordered("schema", schemas.of(Problem.class))));
    return response;
  }

  /** What this operation may answer besides success: its own failures, and those of all. */
  private static List<Operation.Failure> failures(Operation operation) {
    List<Operation.Failure> failures = new ArrayList<>(operation.failures());
    if (!operation.parameters().isEmpty()) {
      failures.add(
          new Operation.Failure(
              400, "bad-parameter", "a parameter is unknown, missing, repeated or malformed"));
    }
    Operation.BodyForm body = operation.body();
    if (body != null) {
      failures.add(
          new Operation.Failure(
              400,
              "unreadable-body",
              "the body is not well-formed JSON, or has unknown or repeated properties"));
      failures.add(
          new Operation.Failure(
              413, "body-too-large", "the body has more than " + body.maxBytes() + " bytes"));
      failures.add(
          new Operation.Failure(415, "unsupported-media-type", "the body is not JSON in UTF-8"));
    }
    failures.add(new Operation.Failure(401, "unauthorized", "no credentials, or not good ones"));
    failures.add(
        new Operation.Failure(
            403, "missing-right", "the caller lacks the right " + operation.right()));
    failures.add(
        new Operation.Failure(
            406, "not-acceptable", "the header Accept rules the answer's form out"));
    failures.add(
        new Operation.Failure(429, "too-many-requests", "the caller has used up its rate"));
    failures.add(
        new Operation.Failure(503, "busy", "not at the moment: come again after Retry-After"));
    return failures;
  }

  private Map<String, Object> content(String mediaType, Class<?> type, Object example) {
    return Map.of(mediaType, ordered("schema", schemas.of(type), "example", example));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
