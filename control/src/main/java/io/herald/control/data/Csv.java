package io.herald.control.data;

import io.herald.control.http.InputCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values as RFC 4180 describes them. The separator is the first comma,
 * semicolon or tab of the first line outside quotes; empty lines are skipped.
 */
final class Csv {
  private final String text;
  private final char separator;
  private int at;

  private Csv(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.separator = separator(this.text);
  }

  /** The cells, line by line; use them only when the check has no findings. */
  static List<List<String>> lines(InputCheck check, String text) {
    Csv csv = new Csv(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.at < csv.text.length()) {
      List<String> cells = new ArrayList<>();
      if (!csv.line(cells)) {
        String wrong =
            csv.at == csv.text.length()
                ? "a quote that is opened and never closed"
                : "text behind a quote that is closed";
        check.refuse(
            "csv",
            "Line %d of 'csv' has %s; inside quotes a quote is written twice."
                .formatted(lines.size() + 1, wrong));
        return List.of();
      }
      if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
        lines.add(cells);
      }
    }
    return lines;
  }

  private static char separator(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && (next == ',' || next == ';' || next == '\t')) {
        return next;
      } else if (!quoted && next == '\n') {
        break;
      }
    }
    return ',';
  }

  /** Reads one line with its end; false when a quote is wrong. */
  private boolean line(List<String> cells) {
    while (true) {
      StringBuilder cell = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        if (!quoted(cell)) {
          return false;
        }
      } else {
        while (at < text.length() && !endsCell(text.charAt(at))) {
          cell.append(text.charAt(at++));
        }
      }
      cells.add(cell.toString());
      if (at < text.length() && text.charAt(at) == separator) {
        at++;
        continue;
      }
      if (at < text.length() && text.charAt(at) == '\r') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '\n') {
        at++;
      }
      return true;
    }
  }

  private boolean quoted(StringBuilder cell) {
    for (at++; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next != '"') {
        cell.append(next);
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
        cell.append('"');
        at++;
      } else {
        at++;
        return at == text.length() || endsCell(text.charAt(at));
      }
    }
    return false;
  }

  private boolean endsCell(char next) {
    return next == separator || next == '\n' || next == '\r';
  }
}
