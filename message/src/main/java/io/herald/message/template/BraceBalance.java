package io.herald.message.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the brace that has no partner. The engine's parser notices a missing one only at the end of
 * the part, where nobody looks for it. Asked only when the parser has found something wrong, so a
 * wrong guess (a brace in a regular expression) does no harm.
 */
final class BraceBalance {
  private final Deque<Source.Origin> open = new ArrayDeque<>();
  private Source.@Nullable Origin unmatched;

  private BraceBalance() {}

  /** The first brace without a partner, as an offset in the template and what to do. */
  static Optional<Problem> check(List<Piece> pieces) {
    BraceBalance balance = new BraceBalance();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Code code) {
        balance.read(code);
      }
      if (balance.unmatched != null) {
        return Optional.of(
            new Problem(
                balance.unmatched, "This } has no { before it: remove it, or add the { it ends"));
      }
    }
    Source.Origin left = balance.open.peek();
    return left == null
        ? Optional.empty()
        : Optional.of(
            new Problem(left, "This { is never closed: add <% } %> where its block ends"));
  }

  private void read(Piece.Code piece) {
    String code = piece.code();
    int i = 0;
    while (i < code.length() && unmatched == null) {
      char c = code.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        i = endOfText(code, i);
      } else if (code.startsWith("//", i)) {
        i = endOfLine(code, i);
      } else if (code.startsWith("/*", i)) {
        int end = code.indexOf("*/", i + 2);
        i = end < 0 ? code.length() : end + 1;
      } else if (c == '{') {
        open.push(piece.at().plus(i));
      } else if (c == '}' && open.poll() == null) {
        unmatched = piece.at().plus(i);
      }
      i++;
    }
  }

  private static int endOfText(String code, int start) {
    for (int i = start + 1; i < code.length(); i++) {
      if (code.charAt(i) == '\\') {
        i++;
      } else if (code.charAt(i) == code.charAt(start)) {
        return i;
      }
    }
    return code.length();
  }

  private static int endOfLine(String code, int start) {
    int i = start;
    while (i < code.length() && !Lines.isLineEnd(code.charAt(i))) {
      i++;
    }
    return i;
  }
}
