package io.herald.message.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Listing} without the engine, for lists that are not sorted (TPL-56). */
final class DirectListing {
  private DirectListing() {}

  /** The elements of nodes; one value is a list of one, nothing of none. */
  static Listed of(DirectRun run, @Nullable Object collection) {
    return switch (collection) {
      case Listed listed -> new Listed(List.copyOf(listed.items()));
      case ContextNodes.Several several -> {
        run.work(several.nodes().size());
        yield new Listed(new ArrayList<>(several.nodes()));
      }
      case null, default ->
          Values.absent(collection)
              ? new Listed(List.of())
              : new Listed(List.of(HandOver.unless(collection)));
    };
  }

  /**
   * The items to show.
   *
   * @param first the number of the first to show, from 1
   * @param max how many at most; not a number: all
   * @param order how they are sorted: not at all
   */
  static Listed chosen(
      DirectRun run, @Nullable Object list, double first, double max, String order) {
    if (!(list instanceof Listed listed) || !order.isEmpty()) {
      throw HandOver.toEngine();
    }
    int size = listed.items().size();
    run.work(size);
    Listing.Window window = Listing.window(size, first, max);
    return new Listed(listed.items().subList(window.from(), window.to()));
  }
}
