package io.herald.control.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.http.Finding;
import io.herald.control.http.InputCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table must be to become the rows of a resource. */
class RowsTest {
  private final InputCheck check = new InputCheck();

  @Test
  void theFirstLineNamesTheColumnsAlsoThoseThatAreEmptyInEveryRow() {
    Rows rows = Rows.ofCsv(check, "id,city\na,\nb,\n");

    assertThat(check.findings()).isEmpty();
    assertThat(rows.columns()).containsExactly("id", "city");
    assertThat(Rows.ofCsv(check, "id,city\n").columns()).containsExactly("id", "city");
  }

  @Test
  void everyColumnHasANameOfItsOwn() {
    Rows.ofCsv(check, "id, id ,,a b\n1,2,3,4\n");

    assertThat(messages())
        .satisfiesExactly(
            same -> assertThat(same).contains("Column 2", "name id, as one before"),
            none -> assertThat(none).contains("Column 3", "no name"),
            odd -> assertThat(odd).contains("Column 4", "templates cannot use"));
  }

  @Test
  void aQuoteThatIsNotClosedIsNamedAndNothingElse() {
    Rows.ofCsv(check, "id,city\na,\"Paris\nb,Rome\n");

    assertThat(messages()).singleElement().asString().contains("Line 2", "never closed");
  }

  @Test
  void textBehindAClosedQuoteIsNamed() {
    Rows.ofCsv(check, "id,city\na,\"Paris\"x\n");

    assertThat(messages()).singleElement().asString().contains("Line 2", "text behind a quote");
  }

  @Test
  void rowsThatNoExecutionInstanceTakesAreRefused() {
    // as a table it is small; as JSON every row names its columns
    String header = "a".repeat(64) + "," + "b".repeat(64) + "," + "c".repeat(64) + "\n";

    Rows.ofCsv(check, header + "1,2,3\n".repeat(60_000));
    assertThat(messages()).isEmpty();
    Rows.ofCsv(check, header + "1,2,3\n".repeat(90_000));

    assertThat(messages()).singleElement().asString().contains("16,777,216", "as JSON");
  }

  private List<String> messages() {
    return check.findings().stream().map(Finding::message).toList();
  }
}
