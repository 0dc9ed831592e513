package io.herald.control.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two states of a template side by side.
 *
 * @param changes the parts that differ; empty: there is no difference
 */
@Schema(name = "TemplateDiff", title = "What differs between two states of a template")
record TemplateDiff(
    @Schema(example = "orderConfirmation") String template,
    @Schema(description = "A version number, or draft", example = "2") String from,
    @Schema(description = "A version number, or draft", example = "draft") String to,
    @Schema(description = "The parts that differ; empty: none does") List<PartDiff> changes) {

  /**
   * A part that differs.
   *
   * @param before null: it was not there
   * @param after null: it is not there any more
   */
  @Schema(name = "PartDiff", title = "A part that differs")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartDiff(
      @Schema(example = "html") String part,
      @Schema(description = "Absent: the part was not there") @Nullable String before,
      @Schema(description = "Absent: the part is not there any more") @Nullable String after,
      List<LineDiff.Line> lines) {}

  static TemplateDiff of(
      String template,
      String from,
      Map<String, @Nullable String> before,
      String to,
      Map<String, @Nullable String> after) {
    List<PartDiff> changes = new ArrayList<>();
    Set<String> parts = new LinkedHashSet<>(before.keySet());
    parts.addAll(after.keySet());
    for (String part : parts) {
      @Nullable String old = before.get(part);
      @Nullable String now = after.get(part);
      if (!Objects.equals(old, now)) {
        changes.add(new PartDiff(part, old, now, LineDiff.between(orEmpty(old), orEmpty(now))));
      }
    }
    return new TemplateDiff(template, from, to, List.copyOf(changes));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
