package io.herald.control.data;

import io.herald.control.http.InputCheck;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.ReferenceData;
import io.herald.message.link.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The rows of a resource, checked.
 *
 * @param columns those of the table's first line, or that occur in some row, in the order given
 */
record Rows(List<String> columns, List<Map<String, String>> rows) {
  private static final int MOST_COLUMNS = 100;
  private static final int MOST_FINDINGS = 20;
  private static final int MAX_VALUE = 4_000;
  // the name it will have is at most as long
  private static final String LONGEST_NAME = "x".repeat(64);
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z0-9_]{1,64}");

  /** From JSON: a value is a text, a number, true or false; what is not there is left out. */
  static Rows ofJson(InputCheck check, List<Map<String, JsonNode>> given) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Map<String, JsonNode> row : given) {
      Map<String, String> texts = new LinkedHashMap<>();
      String at = "rows[" + rows.size() + "]";
      if (row != null) {
        row.forEach(
            (column, value) -> {
              if (value.isValueNode()) {
                texts.put(column, value.asString());
              } else if (check.findings().size() < MOST_FINDINGS) {
                check.refuse(
                    at + "." + column,
                    "'%s.%s' is a list or an object; a value is a text, a number, true or false."
                        .formatted(at, column));
              }
            });
      }
      rows.add(texts);
    }
    return checked(check, new LinkedHashSet<>(), rows);
  }

  /** From a table whose first line names the columns; an empty cell is not there. */
  static Rows ofCsv(InputCheck check, String csv) {
    List<List<String>> lines = Csv.lines(check, csv);
    if (lines.isEmpty()) {
      if (check.findings().isEmpty()) {
        check.refuse("csv", "'csv' is empty; its first line names the columns.");
      }
      return new Rows(List.of(), List.of());
    }
    List<String> names = lines.getFirst().stream().map(String::strip).toList();
    Set<String> columns = header(check, names);
    if (!check.findings().isEmpty()) {
      return new Rows(List.of(), List.of());
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.size(); line++) {
      List<String> cells = lines.get(line);
      if (cells.size() > names.size() && check.findings().size() < MOST_FINDINGS) {
        check.refuse(
            "csv",
            "Row %d of 'csv' has %d cells, more than the %d columns of the first line."
                .formatted(line, cells.size(), names.size()));
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int cell = 0; cell < Math.min(cells.size(), names.size()); cell++) {
        if (!cells.get(cell).isEmpty()) {
          row.put(names.get(cell), cells.get(cell));
        }
      }
      rows.add(row);
    }
    return checked(check, columns, rows);
  }

  private static Set<String> header(InputCheck check, List<String> names) {
    Set<String> columns = new LinkedHashSet<>();
    for (int place = 0; place < names.size() && check.findings().size() < MOST_FINDINGS; place++) {
      String name = names.get(place);
      if (name.isEmpty()) {
        check.refuse(
            "csv",
            "Column %d of 'csv' has no name in the first line; name it, or leave it out."
                .formatted(place + 1));
      } else if (!COLUMN.matcher(name).matches()) {
        check.refuse(
            "csv",
            "Column %d of 'csv' has a name that templates cannot use: 1 to 64 letters A to Z, digits and underscores."
                .formatted(place + 1));
      } else if (!columns.add(name)) {
        check.refuse(
            "csv",
            "Column %d of 'csv' has the name %s, as one before; names differ."
                .formatted(place + 1, name));
      }
    }
    return columns;
  }

  /**
   * @param columns those known before; what else occurs is added
   */
  private static Rows checked(
      InputCheck check, Set<String> columns, List<Map<String, String>> rows) {
    if (rows.size() > ReferenceData.MOST_ROWS) {
      check.refuse(
          "rows",
          "There are %d rows; a resource may have 100,000: leave out what no event asks for."
              .formatted(rows.size()));
      return new Rows(List.of(), List.of());
    }
    for (int place = 0; place < rows.size() && check.findings().size() < MOST_FINDINGS; place++) {
      for (Map.Entry<String, String> cell : rows.get(place).entrySet()) {
        if (columns.add(cell.getKey()) && !COLUMN.matcher(cell.getKey()).matches()) {
          check.refuse(
              "rows[" + place + "]",
              "A column of 'rows[%d]' has a name that templates cannot use: 1 to 64 letters A to Z, digits and underscores."
                  .formatted(place));
        }
        check.text("rows[" + place + "]", cell.getValue(), MAX_VALUE);
      }
    }
    if (columns.size() > MOST_COLUMNS) {
      check.refuse("rows", "There are " + columns.size() + " columns; a resource may have 100.");
    }
    Rows checked = new Rows(List.copyOf(columns), rows);
    if (check.findings().isEmpty()) {
      checked.checkSize(check);
    }
    return checked;
  }

  // more than that no execution instance takes
  private void checkSize(InputCheck check) {
    long bytes = JsonSize.of(data(LONGEST_NAME));
    if (bytes > LinkPaths.MAX_BODY_BYTES) {
      check.refuse(
          "rows",
          String.format(
              Locale.ROOT,
              "The rows have %,d bytes as JSON, in which each row names its columns; execution"
                  + " instances take %,d: leave out rows and columns, shorten the names of columns,"
                  + " or make two resources of it.",
              bytes,
              LinkPaths.MAX_BODY_BYTES));
    }
  }

  /** As it travels. */
  ReferenceData data(String resource) {
    return new ReferenceData(resource, digest(), rows);
  }

  private String digest() {
    Sha256 digest = new Sha256();
    for (Map<String, String> row : rows) {
      row.forEach(
          (column, value) ->
              digest
                  .add(column.getBytes(StandardCharsets.UTF_8))
                  .add((byte) 0)
                  .add(value.getBytes(StandardCharsets.UTF_8))
                  .add((byte) 0));
      digest.add((byte) 1);
    }
    return digest.text();
  }
}
