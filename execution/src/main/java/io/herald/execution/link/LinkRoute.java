package io.herald.execution.link;

import java.sql.SQLException;

/**
 * One thing control can ask.
 *
 * @param path where; one that ends with a slash is followed by a name
 * @param handler does it; safe for use by many threads
 */
public record LinkRoute(String method, String path, Handler handler) {
  /** Does what was asked. Repeating a call changes nothing. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @throws SQLException when the database does not answer: control calls again
     * @throws InterruptedException when the instance stops: control calls again
     * @throws tools.jackson.core.JacksonException when the body is not what it should be
     */
    LinkReply handle(LinkCall call) throws SQLException, InterruptedException;
  }

  boolean leadsTo(String askedMethod, String askedPath) {
    return method.equals(askedMethod)
        && (path.endsWith("/") ? askedPath.startsWith(path) : askedPath.equals(path));
  }
}
