package io.herald.message.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads a date and time as people write it; knows what is meant without an offset. */
@FunctionalInterface
public interface MomentReader {
  /** Empty when the text is no date and time. */
  Optional<Instant> read(String text);

  /**
   * Reads ISO 8601 with {@code T} or a blank between date and time; a date alone is its first
   * moment; years 1 to 9999.
   *
   * @param zone where a text without an offset is to be understood
   */
  static MomentReader iso(ZoneId zone) {
    return text -> {
      String stripped = text.strip();
      if (stripped.length() < 10 || stripped.length() > 40 || stripped.charAt(4) != '-') {
        return Optional.empty();
      }
      String iso = stripped.replace(' ', 'T');
      try {
        if (iso.length() == 10) {
          return Optional.of(LocalDate.parse(iso).atStartOfDay(zone).toInstant());
        }
        boolean offset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > 7;
        return Optional.of(
            offset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty(); // 31 February, 25 o'clock
      }
    };
  }
}
