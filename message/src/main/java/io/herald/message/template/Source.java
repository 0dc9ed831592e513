package io.herald.message.template;

import org.jspecify.annotations.Nullable;

/**
 * A text that pieces of a part come from: the part itself, or something it includes. Immutable.
 *
 * @param title how an error names it; empty for the part itself
 * @param includedAt where it was included; null for the part itself
 */
record Source(String title, String text, Lines lines, @Nullable Origin includedAt) {
  /** A place in a source. */
  record Origin(Source source, int offset) {
    Origin plus(int characters) {
      return new Origin(source, offset + characters);
    }

    Spot spot() {
      Lines lines = source.lines();
      if (source.includedAt() == null) {
        return new Spot(lines.line(offset), lines.column(offset), "");
      }
      Spot outer = source.includedAt().outermost().spot();
      return new Spot(
          outer.line(),
          outer.column(),
          "In %s, line %d, column %d: "
              .formatted(source.title(), lines.line(offset), lines.column(offset)));
    }

    private Origin outermost() {
      Origin at = this;
      while (at.source().includedAt() != null) {
        at = at.source().includedAt();
      }
      return at;
    }
  }

  /**
   * A place as an author looks for it.
   *
   * @param line in the part, from 1
   * @param column in the line, from 1
   * @param inside the place inside what is included there, as the beginning of a message; empty
   *     when it is the part's own text
   */
  record Spot(int line, int column, String inside) {
    static final Spot BEGIN = new Spot(1, 1, "");

    TemplateError error(Part part, String message) {
      return part.error(line, column, inside + message);
    }
  }

  /** The text of a part. */
  static Source ofPart(String text) {
    return new Source("", text, new Lines(text), null);
  }

  /** A text that is included at a place. */
  static Source included(String title, String text, Origin at) {
    return new Source(title, text, new Lines(text), at);
  }

  Origin at(int offset) {
    return new Origin(this, offset);
  }
}
