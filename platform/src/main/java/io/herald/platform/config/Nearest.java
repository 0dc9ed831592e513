package io.herald.platform.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class Nearest {
  private Nearest() {}

  /**
   * The word with the fewest letters inserted, removed or changed (Levenshtein's distance); empty
   * when even that one differs in more than half of its letters. Of equally near ones the first in
   * alphabetical order.
   */
  public static Optional<String> to(String written, Collection<String> words) {
    return words.stream()
        .min(
            Comparator.comparingInt((String word) -> distance(written, word))
                .thenComparing(Comparator.naturalOrder()))
        .filter(word -> distance(written, word) * 2 <= word.length());
  }

  private static int distance(String from, String to) {
    // a text of any length may come in from outside; beyond this nothing is near
    if (Math.abs(from.length() - to.length()) > to.length()) {
      return Integer.MAX_VALUE / 2 - 1;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
