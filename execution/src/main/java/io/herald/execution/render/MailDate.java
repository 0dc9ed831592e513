package io.herald.execution.render;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Dates as RFC 5322 §3.3 has them, in UTC: {@code Tue, 3 Jun 2025 11:05:30 +0000}. By hand, because
 * the general formatter of the JDK takes longer than all other headers together.
 */
final class MailDate {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private MailDate() {}

  static void write(MimeBuffer out, Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    out.putAscii(DAYS[time.getDayOfWeek().getValue() - 1]);
    out.putAscii(", ");
    out.putAscii(Integer.toString(time.getDayOfMonth()));
    out.put(' ');
    out.putAscii(MONTHS[time.getMonthValue() - 1]);
    out.put(' ');
    out.putAscii(Integer.toString(time.getYear()));
    out.put(' ');
    twoDigits(out, time.getHour());
    out.put(':');
    twoDigits(out, time.getMinute());
    out.put(':');
    twoDigits(out, time.getSecond());
    out.putAscii(" +0000");
  }

  private static void twoDigits(MimeBuffer out, int number) {
    out.put((char) ('0' + number / 10));
    out.put((char) ('0' + number % 10));
  }
}
