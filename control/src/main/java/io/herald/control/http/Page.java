package io.herald.control.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list in the order of names.
 *
 * @param next what to ask for as {@code after} to go on; null: this was the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
    List<T> items,
    @Schema(description = "Ask for after=<next> to go on; absent at the end")
        @Nullable String next) {
  /** How many a caller gets without saying. */
  public static final String DEFAULT_LIMIT = "100";

  private static final int MAX_LIMIT = 1_000;

  /** The limit asked for, brought within 1 to 1,000. */
  public static int limit(int asked) {
    return Math.clamp(asked, 1, MAX_LIMIT);
  }

  /**
   * @param found what there is, in order; at most limit + 1, the last one showing that there is
   *     more
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> name) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), name.apply(found.get(limit - 1)));
  }
}
