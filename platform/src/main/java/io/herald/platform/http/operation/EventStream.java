package io.herald.platform.http.operation;

import java.io.IOException;
import java.io.Writer;

/**
 * What the caller asked for, sent as it happens: server-sent events (WHATWG HTML, section 9.2).
 *
 * @param source writes them until there is nothing more to say
 */
public record EventStream(Source source) implements Reply {
  static final String MEDIA_TYPE = "text/event-stream";

  /** Where the events of one stream come from. */
  public interface Source {
    /**
     * Writes whole events, and flushes after each that must not wait.
     *
     * @throws IOException when the caller has gone
     * @throws InterruptedException when the instance is stopping
     */
    void writeTo(Writer out) throws IOException, InterruptedException;
  }
}
