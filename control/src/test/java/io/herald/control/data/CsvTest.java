package io.herald.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.http.InputCheck;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** RFC 4180: what was written as a table is read back, and whatever else comes does no harm. */
class CsvTest {
  @Property(tries = 300, seed = "4180")
  void whatIsWrittenIsReadBack(@ForAll("tables") List<List<String>> table) {
    String text =
        table.stream()
            .map(
                line ->
                    line.stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(Collectors.joining(";")))
            .collect(Collectors.joining("\r\n"));
    InputCheck check = new InputCheck();

    assertThat(Csv.lines(check, text)).isEqualTo(table);
    assertThat(check.findings()).isEmpty();
  }

  @Property(tries = 500, seed = "4181")
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    InputCheck check = new InputCheck();

    List<List<String>> lines = Csv.lines(check, text);

    assertThat(lines.isEmpty() || check.findings().isEmpty()).isTrue();
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    // two cells at least: a line of one empty cell is an empty line
    return texts().list().ofMinSize(2).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "é", "\"", ",", ";", "\t", "\r", "\n", " ", "金")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
