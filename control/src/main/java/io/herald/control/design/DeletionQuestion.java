package io.herald.control.design;

import io.herald.control.http.Problem;
import java.util.Optional;

/** What to ask before something is deleted of which execution instances know events (TPL-7). */
final class DeletionQuestion {
  private DeletionQuestion() {}

  /**
   * @param collection where it is, below {@code /v1}
   * @return empty: nothing is to be asked
   */
  static Optional<Problem> about(String collection, String name, Histories.Known known) {
    String path = "/v1/" + collection + "/" + name;
    String because =
        switch (known) {
          case Histories.Known.Nothing _ -> "";
          case Histories.Known.Something _ -> "Execution instances know events of " + name;
          case Histories.Known.Unclear(String why) ->
              "Execution instances may know events of " + name + " (" + why + ")";
        };
    return because.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.needsConfirmation(
                "%s. GET %s:export saves what is known of them; DELETE %s?confirm=true deletes."
                    .formatted(because, path, path)));
  }
}
