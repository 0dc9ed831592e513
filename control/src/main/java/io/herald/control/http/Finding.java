package io.herald.control.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.message.template.TemplateError;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what was sent or designed, and where.
 *
 * @param part the JSON property it is about, for example {@code html} or {@code fields[2].type}
 * @param line in that part's text, from 1; null when it is about the whole
 * @param column in that line, from 1
 * @param message what is wrong and what to do
 */
@Schema(name = "Finding", description = "One thing that is wrong, and where")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
    @Schema(description = "The property it is about", example = "html") String part,
    @Schema(description = "Line in that part's text, from 1", example = "12")
        @Nullable Integer line,
    @Schema(description = "Column in that line, from 1", example = "7") @Nullable Integer column,
    @Schema(example = "This expression has no end: write %> behind it.") String message) {

  /** About a whole property. */
  public static Finding of(String part, String message) {
    return new Finding(part, null, null, message);
  }

  /** About a place in a template, or all of a part. */
  public static Finding of(TemplateError error) {
    return error.line() == 0
        ? of(error.part(), error.message())
        : new Finding(error.part(), error.line(), error.column(), error.message());
  }
}
