package io.herald.control.publish;

import io.herald.message.link.Catalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what an execution instance has live with what should be, and pushes or removes the
 * difference; then the same with rows.
 */
final class Comparison {
  private final PublishStore store;
  private final LinkClient link;
  private final DataComparison data;

  Comparison(PublishStore store, WantedData data, LinkClient link) {
    this.store = store;
    this.link = link;
    this.data = new DataComparison(data, link);
  }

  /**
   * One comparison, for better or worse; what the instance refuses is left out, the rest is done.
   */
  Contact with(ExecutionInstance instance) throws InterruptedException {
    return switch (link.catalog(instance)) {
      case LinkAnswer.Done<Catalog>(Catalog catalog) -> level(instance, catalog);
      case LinkAnswer.Failed<Catalog> failed -> Contact.failed(failed.why());
    };
  }

  private Contact level(ExecutionInstance instance, Catalog catalog) throws InterruptedException {
    Map<String, Standing> live = new TreeMap<>();
    catalog
        .live()
        .forEach(
            there -> live.put(there.template(), new Standing(there.version(), there.paused())));
    Map<String, String> refused = new TreeMap<>();
    @Nullable String error = null;
    Map<String, Standing> wanted = store.wanted();
    for (Map.Entry<String, Standing> wish : wanted.entrySet()) {
      if (error == null && !wish.getValue().equals(live.get(wish.getKey()))) {
        error = push(instance, wish.getKey(), wish.getValue(), live, refused);
      }
    }
    for (String surplus : Map.copyOf(live).keySet()) {
      if (error == null && !wanted.containsKey(surplus)) {
        error = remove(instance, surplus, live, refused);
      }
    }
    // last, so that publications never wait for many rows
    @Nullable String rows = error == null ? data.with(instance) : null;
    return new Contact(
        catalog.instanceId(), new HashMap<>(live), new TreeMap<>(refused), rows, error);
  }

  private @Nullable String push(
      ExecutionInstance instance,
      String template,
      Standing wish,
      Map<String, Standing> live,
      Map<String, String> refused)
      throws InterruptedException {
    Optional<String> publication = store.publication(template, wish.version());
    if (publication.isEmpty()) {
      // live_template refers to template_version: only a repaired database comes here
      refused.put(template, "version " + wish.version() + " is not in the control database");
      return null;
    }
    return settle(
        link.put(instance, template, publication.get(), wish.paused()),
        () -> live.put(template, wish),
        why -> refused.put(template, why));
  }

  private @Nullable String remove(
      ExecutionInstance instance,
      String template,
      Map<String, Standing> live,
      Map<String, String> refused)
      throws InterruptedException {
    return settle(
        link.delete(instance, template),
        () -> live.remove(template),
        why -> refused.put(template, why));
  }

  /** Null, or why it makes no sense to go on with this instance. */
  private static @Nullable String settle(
      LinkAnswer<Boolean> answer, Runnable done, Consumer<String> refused) {
    return switch (answer) {
      case LinkAnswer.Done<Boolean> _ -> {
        done.run();
        yield null;
      }
      case LinkAnswer.Refused<Boolean>(String why) -> {
        refused.accept(why);
        yield null;
      }
      case LinkAnswer.Unreachable<Boolean>(String why) -> why;
    };
  }
}
