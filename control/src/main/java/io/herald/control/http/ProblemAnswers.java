package io.herald.control.http;

import io.herald.platform.http.RequestIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Turns what did not reach a route, or did not come back from one, into a problem. */
@RestControllerAdvice
public final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  @ExceptionHandler
  ResponseEntity<Object> unreadable(HttpMessageNotReadableException thrown) {
    return UnreadableBody.explain(thrown).answer();
  }

  @ExceptionHandler
  ResponseEntity<Object> badParameter(TypeMismatchException thrown) {
    String name =
        thrown instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(thrown.getPropertyName());
    return Problem.badParameter(name, "The parameter '" + name + "' expects a whole number.")
        .answer();
  }

  @ExceptionHandler
  ResponseEntity<Object> noDatabase(DataAccessResourceFailureException thrown) {
    return databaseAway(thrown);
  }

  @ExceptionHandler
  ResponseEntity<Object> noDatabaseForNow(TransientDataAccessException thrown) {
    return databaseAway(thrown);
  }

  private static ResponseEntity<Object> databaseAway(Exception thrown) {
    LOG.warn("The control database does not answer", thrown);
    return Problem.busy("The database does not answer at the moment; nothing was changed.")
        .answer();
  }

  @ExceptionHandler
  ResponseEntity<Object> other(Exception thrown) {
    if (thrown instanceof ErrorResponse known) {
      @Nullable HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
      if (status != null && status.is4xxClientError()) {
        return ResponseEntity.status(status)
            .headers(known.getHeaders())
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(Problem.ofStatus(status, detail(thrown, known)));
      }
    }
    LOG.error("A request of the configuration API failed", thrown);
    return Problem.ofStatus(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "This should not have happened; the log has more under the id in the header "
                + RequestIds.HEADER
                + ".")
        .answer();
  }

  private static String detail(Exception thrown, ErrorResponse known) {
    if (thrown instanceof NoHandlerFoundException missing) {
      return "Nothing is at " + missing.getRequestURL() + "; /v1/openapi.json lists what there is.";
    }
    @Nullable String detail = known.getBody().getDetail();
    return detail == null ? "The request cannot be served." : detail;
  }
}
