package io.herald.control.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A diff leads from the one text to the other, and shows no more than it must. */
class LineDiffTest {
  @Test
  void showsWhatWasRemovedBeforeWhatWasAdded() {
    assertThat(LineDiff.between("a\nold\nc", "a\nnew\nc"))
        .containsExactly(
            new LineDiff.Line("kept", 1, 1, "a"),
            new LineDiff.Line("removed", 2, 0, "old"),
            new LineDiff.Line("added", 0, 2, "new"),
            new LineDiff.Line("kept", 3, 3, "c"));
  }

  @Test
  void findsALineThatMoved() {
    assertThat(LineDiff.between("a\nb\nc", "b\nc\na").stream().map(LineDiff.Line::change))
        .containsExactly("removed", "kept", "kept", "added");
  }

  @Test
  void longTextsWithoutAnythingInCommonEndInTime() {
    String before = "a\n".repeat(50_000);
    String after = "b\n".repeat(50_000);

    assertThat(LineDiff.between(before, after)).hasSize(100_000);
  }

  @Property(tries = 500, seed = "20260301")
  void eitherTextCanBeReadOutOfIt(@ForAll("texts") String before, @ForAll("texts") String after) {
    List<LineDiff.Line> lines = LineDiff.between(before, after);

    assertThat(texts(lines, line -> line.from() > 0)).isEqualTo(before.lines().toList());
    assertThat(texts(lines, line -> line.to() > 0)).isEqualTo(after.lines().toList());
    assertThat(lines.stream().filter(line -> line.from() > 0).map(LineDiff.Line::from)).isSorted();
    assertThat(lines).allMatch(line -> line.from() > 0 || line.to() > 0);
  }

  @Property(tries = 100, seed = "20260301")
  void equalTextsHaveNoDifference(@ForAll("texts") String text) {
    assertThat(LineDiff.between(text, text)).allMatch(line -> line.change().equals("kept"));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "c", "")
        .list()
        .ofMaxSize(12)
        .map(lines -> String.join("\n", lines));
  }

  private static List<String> texts(List<LineDiff.Line> lines, Predicate<LineDiff.Line> which) {
    return lines.stream().filter(which).map(LineDiff.Line::text).toList();
  }
}
