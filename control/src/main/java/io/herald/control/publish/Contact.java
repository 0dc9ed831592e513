package io.herald.control.publish;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one comparison with an execution instance found and did.
 *
 * @param instanceId as the instance calls itself, 1 to 127; null when it was not reached
 * @param live how each template stands, as far as we know, after the comparison; null when it was
 *     not reached
 * @param refused template to the reason why the instance did not take it
 * @param rows why it does not have the rows it should have; null: it has, or was not asked
 * @param error why the comparison did not come to its end; null: it did
 */
record Contact(
    @Nullable Integer instanceId,
    @Nullable Map<String, Standing> live,
    Map<String, String> refused,
    @Nullable String rows,
    @Nullable String error) {

  static Contact failed(String error) {
    return new Contact(null, null, Map.of(), null, error);
  }

  /** Whether the instance has exactly these versions; empty: none of the template. */
  boolean has(Map<String, Optional<Integer>> versions) {
    return live != null
        && versions.entrySet().stream()
            .allMatch(
                wanted ->
                    wanted
                        .getValue()
                        .equals(
                            Optional.ofNullable(live.get(wanted.getKey())).map(Standing::version)));
  }

  /** Whether the instance has what it should have. */
  boolean upToDate() {
    return error == null && rows == null && refused.isEmpty();
  }

  /** In one line, for people; null when it is up to date. */
  @Nullable String trouble() {
    if (error != null) {
      return error;
    }
    if (refused.isEmpty()) {
      return rows;
    }
    Map.Entry<String, String> first = refused.entrySet().iterator().next();
    return "refused "
        + refused.size()
        + (refused.size() == 1 ? " publication: " : " publications, among them ")
        + first.getKey()
        + ": "
        + first.getValue();
  }
}
