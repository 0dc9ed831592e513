package io.herald.control.http;

import io.herald.platform.http.operation.UnreadableJson;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;

/** Explains in our words why a body could not be read. */
final class UnreadableBody {
  private UnreadableBody() {}

  /**
   * @param thrown what reading the body ended with; its chain of causes is searched
   */
  static Problem explain(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLongException tooLong) {
        return Problem.ofStatus(HttpStatus.CONTENT_TOO_LARGE, tooLong.getMessage());
      }
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        var unreadable = UnreadableJson.explain(json);
        Problem problem = Problem.unreadable(unreadable.detail());
        return unreadable.field() == null ? problem : problem.about(unreadable.field());
      }
    }
    return Problem.unreadable("The request needs a body: a JSON object in UTF-8.");
  }
}
