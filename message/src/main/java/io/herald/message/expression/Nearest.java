package io.herald.message.expression;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody may have meant. Pure functions. */
final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * The known name that is the fewest changed letters away, when that is at most a third of them.
   */
  static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = written.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, wanted.length() / 3);
    String nearest = "";
    int fewest = allowed + 1;
    for (String name : known) {
      if (Math.abs(name.length() - wanted.length()) < fewest) {
        int changes = changes(wanted, name.toLowerCase(Locale.ROOT));
        if (changes < fewest) {
          fewest = changes;
          nearest = name;
        }
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /** Letters to add, leave out, exchange, or swap with the next one. */
  private static int changes(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(exchanged, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[to.length()];
  }
}
