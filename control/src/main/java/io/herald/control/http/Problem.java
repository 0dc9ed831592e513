package io.herald.control.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param type a stable code, {@code urn:herald:problem:<code>}
 * @param title the code in words, always the same for one code
 * @param status the HTTP status
 * @param detail what is wrong with this request and what to do
 * @param field the property or header it is about, when there is exactly one
 * @param findings all that is wrong, when there may be several things
 */
@Schema(name = "Problem", description = "Why a request was refused (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    @Schema(example = "urn:herald:problem:not-acceptable-values") String type,
    @Schema(example = "A value breaks a rule") String title,
    @Schema(example = "422") int status,
    @Schema(example = "The name may hold letters A to Z, digits and underscores.") String detail,
    @Schema(example = "name") @Nullable String field,
    @Nullable List<Finding> findings) {

  private static Problem of(HttpStatus status, String code, String title, String detail) {
    return new Problem("urn:herald:problem:" + code, title, status.value(), detail, null, null);
  }

  /** 400: the body is not the JSON this resource takes. */
  public static Problem unreadable(String detail) {
    return of(HttpStatus.BAD_REQUEST, "unreadable-body", "The request cannot be read", detail);
  }

  /** 400: a header or a parameter cannot be read. */
  public static Problem badParameter(String field, String detail) {
    return of(HttpStatus.BAD_REQUEST, "bad-parameter", "A parameter cannot be read", detail)
        .about(field);
  }

  /** 403: the operator lacks a right that this request takes besides that of the route. */
  public static Problem lacksRight(String right, String what) {
    return ofStatus(
        HttpStatus.FORBIDDEN, what + " takes the right " + right + " or ADMINISTRATION.");
  }

  /** 404: there is no such thing. */
  public static Problem notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", detail);
  }

  /** 409: another thing already has this name. */
  public static Problem nameTaken(String detail) {
    return of(HttpStatus.CONFLICT, "name-taken", "The name is taken", detail).about("name");
  }

  /** 409: something else stands on it. */
  public static Problem inUse(String detail) {
    return of(HttpStatus.CONFLICT, "in-use", "It is in use", detail);
  }

  /** 409: it is done only when the caller says so again, knowing what it means. */
  public static Problem needsConfirmation(String detail) {
    return of(HttpStatus.CONFLICT, "needs-confirmation", "Please confirm", detail);
  }

  /** 409: fields of an event type that live templates use; at least one use. */
  public static Problem fieldInUse(String eventType, List<Finding> uses) {
    Problem problem =
        inUse(
            "Nothing was changed: live messages use fields of "
                + eventType
                + " that would be lost, at the places listed under findings. Publish these messages"
                + " without the fields, or unpublish them, and save again.");
    return new Problem(problem.type, problem.title, problem.status, problem.detail, "fields", uses);
  }

  /** 409: it is not in the state this takes. */
  public static Problem wrongState(String detail) {
    return of(HttpStatus.CONFLICT, "wrong-state", "Its state does not allow this", detail);
  }

  /** 409: somebody else was faster. */
  public static Problem changedMeanwhile(String detail) {
    return of(HttpStatus.CONFLICT, "changed-meanwhile", "It was changed in the meantime", detail);
  }

  /** 412: the revision in {@code If-Match} is not the current one. */
  public static Problem revisionDiffers(String detail) {
    return of(
            HttpStatus.PRECONDITION_FAILED,
            "revision-differs",
            "It was changed in the meantime",
            detail)
        .about("If-Match");
  }

  /** 422: values that break a rule; at least one finding. */
  public static Problem values(List<Finding> findings) {
    Problem problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "not-acceptable-values",
            "A value breaks a rule",
            findings.getFirst().message());
    return new Problem(
        problem.type,
        problem.title,
        problem.status,
        problem.detail,
        findings.size() == 1 ? findings.getFirst().part() : null,
        findings);
  }

  /** 422: the template cannot be published as it is; at least one finding. */
  public static Problem notPublishable(String template, List<Finding> findings) {
    Problem problem =
        of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "not-publishable",
            "The template cannot be published",
            "Nothing was published: correct what is listed under findings in template "
                + template
                + " and publish again.");
    return new Problem(problem.type, problem.title, problem.status, problem.detail, null, findings);
  }

  /** 503: come back in a moment. */
  public static Problem busy(String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Not at the moment", detail);
  }

  /** Any other status that HTTP itself explains. */
  static Problem ofStatus(HttpStatus status, String detail) {
    String title = status.getReasonPhrase();
    return of(status, title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, detail);
  }

  /** The same, about one property or header. */
  public Problem about(String name) {
    return new Problem(type, title, status, detail, name, findings);
  }

  /** As an HTTP answer. */
  public ResponseEntity<Object> answer() {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      answer.header("Retry-After", "1");
    }
    return answer.body(this);
  }
}
