package io.herald.platform.http.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused (RFC 9457), in the shape that the configuration API uses too.
 *
 * @param type a stable code, {@code urn:herald:problem:<code>}
 * @param title the code in words, always the same for one code
 * @param status the HTTP status
 * @param detail what is wrong with this request and what to do; never repeats the caller's data
 * @param field the property, parameter or header it is about, when there is exactly one
 * @param findings all that is wrong, when there may be several things
 * @param requestId the name of this call in the server's log (API-5); set when it is answered
 */
@Described("Why a request was refused (RFC 9457)")
public record Problem(
    @Described("A stable code, urn:herald:problem:<code>") String type,
    @Described("The code in words") String title,
    @Described("The HTTP status") int status,
    @Described("What is wrong with this request, and what to do") String detail,
    @Described("The property, parameter or header it is about, when there is exactly one")
        @Nullable String field,
    @Described("All that is wrong, when there may be several things")
        @Nullable List<Finding> findings,
    @Described("The name of this call in the server's log") @Nullable String requestId) {
  private static final String PREFIX = "urn:herald:problem:";

  /** A problem with a code of its own. */
  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(PREFIX + code, title, status, detail, null, null, null);
  }

  /** 400: the body is not the JSON this operation takes. */
  public static Problem unreadable(String detail) {
    return of(400, "unreadable-body", "The request cannot be read", detail);
  }

  /** 400: a header or a parameter cannot be read. */
  public static Problem badParameter(String name, String detail) {
    return of(400, "bad-parameter", "A parameter cannot be read", detail).about(name);
  }

  /** 403: the caller is known, but lacks a right. */
  public static Problem missingRight(String detail) {
    return of(403, "missing-right", "The caller lacks a right", detail);
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return of(404, "not-found", "There is no such thing", detail);
  }

  /** 409: it is not in the state this takes. */
  public static Problem wrongState(String detail) {
    return of(409, "wrong-state", "Its state does not allow this", detail);
  }

  /** 422: values that break a rule; at least one finding. */
  public static Problem values(List<Finding> findings) {
    Problem problem =
        of(
            422,
            "not-acceptable-values",
            "A value breaks a rule",
            findings.getFirst().part() + ": " + findings.getFirst().message());
    return new Problem(
        problem.type,
        problem.title,
        problem.status,
        problem.detail,
        findings.size() == 1 ? findings.getFirst().part() : null,
        findings,
        null);
  }

  /** 503: come back in a moment. */
  public static Problem busy(String detail) {
    return of(503, "busy", "Not at the moment", detail);
  }

  /** The same, about one property, parameter or header. */
  public Problem about(String name) {
    return new Problem(type, title, status, detail, name, findings, requestId);
  }

  /** The same, as the answer to a certain call. */
  Problem named(String id) {
    return new Problem(type, title, status, detail, field, findings, id);
  }

  /** The stable code alone. */
  public String code() {
    return type.substring(PREFIX.length());
  }
}
