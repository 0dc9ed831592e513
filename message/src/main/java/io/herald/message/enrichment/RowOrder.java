package io.herald.message.enrichment;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of several rows counts: columns, each perhaps with {@code asc} or {@code desc}, separated
 * by commas. Numbers are compared as numbers, everything else as text; what is missing comes last.
 */
public final class RowOrder {
  private static final Pattern COLUMN =
      Pattern.compile("\\s*([A-Za-z0-9_]{1,64})(?:\\s+(asc|desc))?\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

  private RowOrder() {}

  /**
   * The order that a text describes.
   *
   * @throws IllegalArgumentException when it describes none; the message says what it may look like
   */
  public static Comparator<Map<String, String>> of(String text) {
    @Nullable Comparator<Map<String, String>> order = null;
    for (String part : text.split(",", -1)) {
      Matcher column = COLUMN.matcher(part);
      if (!column.matches()) {
        throw new IllegalArgumentException(
            "an order is columns separated by commas, each perhaps with asc or desc, such as:"
                + " price desc, name");
      }
      Comparator<String> values = RowOrder::compare;
      boolean descending =
          column.group(2) != null && column.group(2).toLowerCase(Locale.ROOT).equals("desc");
      String name = column.group(1);
      Comparator<Map<String, String>> next =
          Comparator.comparing(
              row -> row.get(name), Comparator.nullsLast(descending ? values.reversed() : values));
      order = order == null ? next : order.thenComparing(next);
    }
    return requireNonNull(order);
  }

  private static int compare(String a, String b) {
    boolean numbers = NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches();
    return numbers ? new BigDecimal(a).compareTo(new BigDecimal(b)) : a.compareTo(b);
  }
}
