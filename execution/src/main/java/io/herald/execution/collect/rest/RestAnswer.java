package io.herald.execution.collect.rest;

import io.herald.execution.collect.Refusal;
import io.herald.platform.access.Permission;
import java.util.Map;

/**
 * What a call is answered with.
 *
 * @param status of HTTP
 * @param json the body
 * @param headers besides those of the body
 */
record RestAnswer(int status, String json, Map<String, String> headers) {
  static RestAnswer ok(String json) {
    return new RestAnswer(200, json, Map.of());
  }

  static RestAnswer created(String json) {
    return new RestAnswer(201, json, Map.of());
  }

  /** An error with the code that most callers see: the status and three zeros. */
  static RestAnswer error(int status, String message) {
    return error(status, status + "000", message, Map.of());
  }

  static RestAnswer error(int status, String code, String message, Map<String, String> headers) {
    String json =
        Json.write(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("error_code", code);
              out.writeStringProperty("message", message);
              out.writeEndObject();
            });
    return new RestAnswer(status, json, headers);
  }

  static RestAnswer refused(Refusal refusal) {
    return error(400, refusal.toString());
  }

  static RestAnswer denied(int status, String code, String message) {
    return error(
        status, code, message, status == 401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of());
  }

  static RestAnswer limited(String message, long seconds) {
    return error(429, "429000", message, Map.of("Retry-After", Long.toString(seconds)));
  }

  static RestAnswer notPermitted(Permission lacking) {
    return error(403, lacking.missing());
  }

  static RestAnswer organizationInvalid() {
    return error(403, "403023", "Profile is not valid", Map.of());
  }

  /** What may be done at an address. */
  static RestAnswer options(String allowed) {
    String json =
        Json.write(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("allow", allowed);
              out.writeEndObject();
            });
    return new RestAnswer(200, json, Map.of("Allow", allowed));
  }

  static RestAnswer methodNotAllowed(String allowed) {
    return error(
        405, "405000", "This address allows " + allowed + " only", Map.of("Allow", allowed));
  }
}
