package io.herald.message.template;

/**
 * What a template wrote with {@code logInfo}, {@code logWarning} or {@code logError}. May hold
 * personal data: show it to who may see the message, keep it out of the server's log.
 */
public record LogLine(Level level, String text) {
  /** How much it matters. */
  public enum Level {
    INFO,
    WARNING,
    ERROR
  }
}
