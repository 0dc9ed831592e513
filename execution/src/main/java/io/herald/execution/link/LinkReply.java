package io.herald.execution.link;

import io.herald.message.link.Lacking;
import io.herald.message.template.TemplateError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What control is told.
 *
 * @param status of HTTP
 * @param body becomes JSON; null: none
 */
public record LinkReply(int status, @Nullable Object body) {
  private static final String MESSAGE = "message";

  /** It is done. */
  public static LinkReply done() {
    return new LinkReply(204, null);
  }

  /** What was asked for. */
  public static LinkReply of(Object body) {
    return new LinkReply(200, body);
  }

  /**
   * What was asked for, if there is any.
   *
   * @param kind what it would have been, in a word
   */
  public static LinkReply of(Optional<?> body, String kind) {
    return body.map(LinkReply::of)
        .orElseGet(() -> explained(404, "there is no such " + kind + " here"));
  }

  /** No, and why. */
  public static LinkReply explained(int status, String why) {
    return new LinkReply(status, Map.of(MESSAGE, why));
  }

  /** Not yet: files are missing. */
  public static LinkReply lacks(List<String> sums) {
    return new LinkReply(
        409, new Lacking(sums.size() + " of its files are missing here: send them first", sums));
  }

  /** No: a template does not compile. */
  public static LinkReply doesNotCompile(List<TemplateError> errors) {
    return new LinkReply(422, Map.of(MESSAGE, "does not compile here", "findings", errors));
  }
}
