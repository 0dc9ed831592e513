package io.herald.platform.http.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.config.Nearest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says outside its body, held against what its operation declares. */
sealed interface ParameterReading {
  /** All of it has the declared form; what was left out is not in the map. */
  record Good(Map<String, String> values) implements ParameterReading {}

  /** Something has not. */
  record Bad(Problem problem) implements ParameterReading {}

  static ParameterReading of(
      Operation operation, Map<String, String> pathValues, HttpServletRequest request) {
    Map<String, String[]> query;
    try {
      query = query(request.getQueryString());
    } catch (IllegalArgumentException e) {
      return new Bad(
          Problem.badParameter("query", "The query holds a percent sign that encodes nothing."));
    }
    List<String> known =
        operation.parameters().stream()
            .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
            .map(Parameter::name)
            .toList();
    for (String name : query.keySet()) {
      // a filter with a typing error in its name must not select everything
      if (!known.contains(name)) {
        return new Bad(Problem.badParameter("query", unknown(name, known)));
      }
    }
    Map<String, String> values = new HashMap<>();
    for (Parameter parameter : operation.parameters()) {
      String[] given = given(parameter, pathValues, query, request);
      if (given.length > 1) {
        return bad(parameter, "is given more than once");
      }
      if (given.length == 0) {
        if (parameter.required()) {
          return bad(parameter, "is missing");
        }
        continue;
      }
      String complaint = parameter.form().complaint(given[0]);
      if (complaint != null) {
        return bad(parameter, complaint);
      }
      values.put(parameter.name(), given[0]);
    }
    return new Good(values);
  }

  /**
   * By name, in the encoding of forms: a plus sign stands for a blank.
   *
   * @throws IllegalArgumentException when a percent sign encodes nothing
   */
  private static Map<String, String[]> query(@Nullable String text) {
    Map<String, String[]> query = new LinkedHashMap<>();
    if (text != null) {
      for (String pair : text.split("&")) {
        if (!pair.isEmpty()) {
          String[] parts = pair.split("=", 2);
          String value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
          query.merge(
              URLDecoder.decode(parts[0], UTF_8),
              new String[] {value},
              (before, more) -> new String[] {before[0], more[0]});
        }
      }
    }
    return query;
  }

  private static String[] given(
      Parameter parameter,
      Map<String, String> pathValues,
      Map<String, String[]> query,
      HttpServletRequest request) {
    String[] none = {};
    return switch (parameter.place()) {
      case PATH -> one(pathValues.get(parameter.name()));
      case QUERY -> query.getOrDefault(parameter.name(), none);
      case HEADER -> one(request.getHeader(parameter.name()));
    };
  }

  private static String[] one(@Nullable String text) {
    return text == null ? new String[0] : new String[] {text};
  }

  private static String unknown(String name, List<String> known) {
    if (known.isEmpty()) {
      return "This operation takes no parameters in the query.";
    }
    return "The query has a parameter this operation does not know; "
        + Nearest.to(name, known)
            .map(near -> "did you mean '" + near + "'?")
            .orElseGet(() -> "known are " + String.join(", ", known) + ".");
  }

  private static Bad bad(Parameter parameter, String complaint) {
    String kind =
        switch (parameter.place()) {
          case PATH -> "The part '" + parameter.name() + "' of the path ";
          case QUERY -> "The parameter '" + parameter.name() + "' ";
          case HEADER -> "The header " + parameter.name() + " ";
        };
    return new Bad(Problem.badParameter(parameter.name(), kind + complaint + "."));
  }
}
