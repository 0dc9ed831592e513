package io.herald.platform.http.operation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something a caller says outside the body.
 *
 * @param name as written by the caller
 * @param place where it stands
 * @param form what it may look like
 * @param required whether the call makes no sense without it; always true in a path
 * @param description what it does, with its default
 * @param example one acceptable text
 */
public record Parameter(
    String name, Place place, Form form, boolean required, String description, String example) {

  public Parameter {
    String complaint = form.complaint(example);
    if (complaint != null) {
      throw new IllegalArgumentException("the example of " + name + " " + complaint);
    }
  }

  /** Where a parameter stands. */
  public enum Place {
    PATH("path"),
    QUERY("query"),
    HEADER("header");

    private final String label;

    Place(String label) {
      this.label = label;
    }

    /** As OpenAPI names it. */
    String label() {
      return label;
    }
  }

  /** Part of the path: required. */
  public static Parameter path(String name, Form form, String description, String example) {
    return new Parameter(name, Place.PATH, form, true, description, example);
  }

  /** Part of the query: optional unless {@link #mandatory} is said. */
  public static Parameter query(String name, Form form, String description, String example) {
    return new Parameter(name, Place.QUERY, form, false, description, example);
  }

  /** A header: optional unless {@link #mandatory} is said. */
  public static Parameter header(String name, Form form, String description, String example) {
    return new Parameter(name, Place.HEADER, form, false, description, example);
  }

  /** The same, but required. */
  public Parameter mandatory() {
    return new Parameter(name, place, form, true, description, example);
  }

  /** What the text of a parameter may look like. */
  public sealed interface Form {
    /** What is wrong with a text, to be read after the parameter's name; null: nothing. */
    @Nullable String complaint(String text);

    /** Text without control characters, up to so many code points. */
    record Text(int atMost) implements Form {
      @Override
      public @Nullable String complaint(String text) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > atMost) {
          return "must have 1 to " + atMost + " characters";
        }
        return text.chars().anyMatch(Character::isISOControl)
            ? "must not hold control characters"
            : null;
      }
    }

    /** A whole number within bounds, both included. */
    record Number(long min, long max) implements Form {
      @Override
      public @Nullable String complaint(String text) {
        try {
          long value = Long.parseLong(text);
          if (value >= min && value <= max) {
            return null;
          }
        } catch (NumberFormatException e) {
          // falls through to the one message below
        }
        return "must be a whole number from " + min + " to " + max;
      }
    }

    /** A 64-bit id in decimal digits, 1 to 2^63-1: text in JSON, since it can exceed 2^53. */
    record Id() implements Form {
      private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,18}");

      @Override
      public @Nullable String complaint(String text) {
        boolean fits =
            DIGITS.matcher(text).matches()
                && (text.length() < 19 || text.compareTo("9223372036854775807") <= 0);
        return fits ? null : "must be an id: a whole number from 1 to 9223372036854775807";
      }
    }

    /** An instant in the form of RFC 3339, with offset, in the years 1 to 9999. */
    record Moment() implements Form {
      private static final String WANTED =
          "must be an instant with offset, such as 2026-01-31T10:00:00Z";

      @Override
      public @Nullable String complaint(String text) {
        try {
          return read(text) == null ? "is empty" : null;
        } catch (DateTimeException e) {
          return WANTED;
        }
      }

      /**
       * Reads one.
       *
       * @throws DateTimeException when it is none, or lies outside of these years
       */
      static Instant read(String text) {
        OffsetDateTime moment = OffsetDateTime.parse(text);
        if (moment.getYear() < 1 || moment.getYear() > 9999) {
          throw new DateTimeException("RFC 3339 has four digits for the year");
        }
        return moment.toInstant();
      }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements Form {
      @Override
      public @Nullable String complaint(String text) {
        return words.contains(text) ? null : "must be one of " + String.join(", ", words);
      }
    }

    /** Several values of one form with commas between. */
    record Several(Form each, int atMost) implements Form {
      @Override
      public @Nullable String complaint(String text) {
        String[] parts = text.split(",", atMost + 1);
        if (parts.length > atMost) {
          return "must name at most " + atMost + ", with commas between";
        }
        for (int i = 0; i < parts.length; i++) {
          String complaint = each.complaint(parts[i]);
          if (complaint != null) {
            return "number " + (i + 1) + " " + complaint;
          }
        }
        return null;
      }
    }
  }
}
