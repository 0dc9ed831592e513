package io.herald.control.publish;

import io.herald.message.link.ReferenceData;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows an execution instance has with those that should be there, and pushes or
 * removes the difference.
 */
final class DataComparison {
  private final WantedData data;
  private final LinkClient link;

  DataComparison(WantedData data, LinkClient link) {
    this.data = data;
    this.link = link;
  }

  /**
   * One comparison; what the instance refuses is left out, the rest is done.
   *
   * @return in one line what is wrong; null: the instance has all rows, and no others
   */
  @Nullable String with(ExecutionInstance instance) throws InterruptedException {
    return switch (link.held(instance)) {
      case LinkAnswer.Done<ReferenceData.Held>(ReferenceData.Held held) -> level(instance, held);
      case LinkAnswer.Failed<ReferenceData.Held> failed ->
          "it does not say which rows it has: " + failed.why();
    };
  }

  private @Nullable String level(ExecutionInstance instance, ReferenceData.Held held)
      throws InterruptedException {
    // asked after the instance was: what another control process carried meanwhile is wanted, too
    Map<String, String> wanted = new TreeMap<>(data.wanted());
    @Nullable String trouble = null;
    for (Map.Entry<String, String> wish : wanted.entrySet()) {
      if (!wish.getValue().equals(held.digests().get(wish.getKey()))) {
        Optional<String> rows = data.travelling(wish.getKey());
        if (rows.isPresent()) {
          LinkAnswer<Boolean> answer = link.data(instance, wish.getKey(), rows.get());
          if (answer instanceof LinkAnswer.Unreachable<Boolean>(String why)) {
            return "it does not have the rows of " + wish.getKey() + " yet: " + why;
          }
          trouble = first(trouble, "the rows of " + wish.getKey(), answer);
        }
      }
    }
    for (String surplus : held.digests().keySet()) {
      if (!wanted.containsKey(surplus)) {
        LinkAnswer<Boolean> answer = link.removeData(instance, surplus);
        if (answer instanceof LinkAnswer.Unreachable<Boolean>(String why)) {
          return "it still has the rows of " + surplus + ": " + why;
        }
        trouble = first(trouble, "to remove the rows of " + surplus, answer);
      }
    }
    return trouble;
  }

  private static @Nullable String first(
      @Nullable String before, String what, LinkAnswer<Boolean> answer) {
    return before == null && answer instanceof LinkAnswer.Refused<Boolean>(String why)
        ? "refused " + what + ": " + why
        : before;
  }
}
