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
  private final StringBuilder out;
  private @Nullable CompiledPart part;
  private final BitSet warnedSites = new BitSet();
  private int place;

  /**
   * @param expectedLength of the longest part, in characters
   */
  PartWriter(Budget budget, int expectedLength) {
    this.budget = budget;
    this.out = new StringBuilder(expectedLength);
  }

  void begin(CompiledPart begun) {
    part = begun;
    out.setLength(0);
    warnedSites.clear();
    place = HtmlState.TEXT.place();
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
    HtmlPlaces places = part().places();
    if (places != null) {
      arriveAt(places.before()[number]);
      place = places.after()[number];
    }
    append(part().literal(number));
  }

  void print(int site, @Nullable Object value) {
    String text = textAt(site, value);
    HtmlPlaces places = part().places();
    if (places == null) {
      append(text);
      return;
    }
    arriveAt(places.at()[site]);
    budget.print(text.length());
    HtmlPlace how = places.sites()[site];
    if (how == null) {
      throw new IllegalStateException("a value without a place");
    }
    if (!how.print(value, text, out)) {
      warn(
          site,
          "The link of ",
          " does not begin with http, https, mailto or tel: "
              + HtmlPlace.NO_LINK
              + " is printed instead");
    }
  }

  void raw(int site, @Nullable Object value) {
    HtmlPlaces places = part().places();
    if (places != null) {
      arriveAt(places.at()[site]);
    }
    append(textAt(site, value));
  }

  /** A text is only safe at the place it was written for; a function can be called elsewhere. */
  private void arriveAt(int wanted) {
    if (wanted != place) {
      throw Refusal.of(
          "This text was written for another place of the HTML than the one it is printed at: keep"
              + " functions that print inside the text they stand in");
    }
  }

  private void append(String text) {
    budget.print(text.length());
    out.append(text);
  }

  private String textAt(int site, @Nullable Object value) {
    String text = Values.text(value);
    if (text != null) {
      budget.checkValue(text.length());
      return text;
    }
    warn(site, "The event has no value for ", ": nothing is printed");
    return "";
  }

  private void warn(int site, String before, String after) {
    if (!warnedSites.get(site) && warnings.size() < MAX_WARNINGS) {
      warnedSites.set(site);
      ScriptText.Site where = part().site(site);
      warnings.add(where.spot().error(part().part(), before + where.expression() + after));
    }
  }

  /** What was printed since {@link #begin}. */
  String text() {
    return out.toString();
  }

  List<TemplateError> warnings() {
    return List.copyOf(warnings);
  }
}
