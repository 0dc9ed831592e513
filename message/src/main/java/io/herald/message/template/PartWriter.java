package io.herald.message.template;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the parts of one message print. Escapes values in HTML when the template says so
 * (TPL-37), and notes values that were missing (TPL-30), once for each place.
 */
final class PartWriter {
  private static final int MAX_WARNINGS = 100;
  private static final int MAX_LOG_LINES = 100;
  private static final int MAX_LOG_LINE = 1_000;

  private final Budget budget;
  private final List<TemplateError> warnings = new ArrayList<>();
  private final List<LogLine> log = new ArrayList<>();
  private StringBuilder out = new StringBuilder();
  private @Nullable CompiledPart part;
  private BitSet warnedSites = new BitSet();

  PartWriter(Budget budget) {
    this.budget = budget;
  }

  void begin(CompiledPart begun, int expectedLength) {
    part = begun;
    out = new StringBuilder(expectedLength);
    warnedSites = new BitSet();
  }

  private CompiledPart part() {
    if (part == null) {
      throw new IllegalStateException("no part is being rendered");
    }
    return part;
  }

  /** Whether the running part has functions of its own, which may call themselves. */
  boolean mayRecurse() {
    return part != null && part.hasFunctions();
  }

  /** Whether the running part is HTML. */
  boolean inMarkup() {
    return part != null && part.part().markup();
  }

  /** Keeps a line a template wrote, cut to 1,000 characters; the first 100 of a message. */
  void log(LogLine.Level level, String text) {
    if (log.size() < MAX_LOG_LINES) {
      String line = HeaderText.oneLine(text.substring(0, Math.min(text.length(), MAX_LOG_LINE)));
      log.add(new LogLine(level, line));
    }
  }

  List<LogLine> log() {
    return List.copyOf(log);
  }

  void literal(int number) {
    append(part().literal(number));
  }

  void print(int site, @Nullable Object value) {
    String text = textAt(site, value);
    if (!part().escapes()) {
      append(text);
      return;
    }
    budget.print(text.length());
    if (value instanceof EscapedText escaped && escaped.kind() == EscapedText.Kind.HTML) {
      out.append(text);
    } else if (value instanceof EscapedText) {
      // its apostrophes were left alone (TPL-44); in an attribute they could end it
      out.append(text.replace("'", "&#39;"));
    } else {
      Escaping.html(text, out);
    }
  }

  void raw(int site, @Nullable Object value) {
    append(textAt(site, value));
  }

  private void append(String text) {
    budget.print(text.length());
    out.append(text);
  }

  private String textAt(int site, @Nullable Object value) {
    String text = Values.text(value);
    if (text != null) {
      return text;
    }
    if (!warnedSites.get(site) && warnings.size() < MAX_WARNINGS) {
      warnedSites.set(site);
      ScriptText.Site place = part().site(site);
      warnings.add(
          new TemplateError(
              part().part().label(),
              place.line(),
              place.column(),
              "The event has no value for " + place.expression() + ": nothing is printed"));
    }
    return "";
  }

  /** What was printed since {@link #begin}. */
  String text() {
    return out.toString();
  }

  List<TemplateError> warnings() {
    return List.copyOf(warnings);
  }
}
