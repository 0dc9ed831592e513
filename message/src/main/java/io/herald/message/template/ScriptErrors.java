package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.EvaluatorException;

/** Collects what the engine's parser complains about. */
final class ScriptErrors implements ErrorReporter {
  private final List<Complaint> complaints = new ArrayList<>();

  /** A complaint at a line and column (both from 1) of the text that was parsed. */
  record Complaint(String message, int line, int column) {
    /** The offset in that text; the parser points behind a word, this to where the word begins. */
    int offsetIn(String text) {
      int offset = Math.clamp(new Lines(text).start(line) + column - 1L, 0, text.length());
      while (offset > 0 && Character.isJavaIdentifierPart(text.charAt(offset - 1))) {
        offset--;
      }
      return offset;
    }
  }

  List<Complaint> complaints() {
    return complaints;
  }

  @Override
  public void warning(String message, String source, int line, String lineSource, int column) {}

  @Override
  public void error(String message, String source, int line, String lineSource, int column) {
    complaints.add(new Complaint(message, line, column));
  }

  @Override
  public EvaluatorException runtimeError(
      String message, String source, int line, String lineSource, int column) {
    if (complaints.isEmpty()) {
      error(message, source, line, lineSource, column);
    }
    return new EvaluatorException(message, source, Math.max(line, 1), lineSource, column);
  }
}
