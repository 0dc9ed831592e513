package io.herald.control.data;

import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkAnswer;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.RegisteredInstance;
import io.herald.message.link.ReferenceData;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the resources of each enabled execution instance with those that should be there, and
 * pushes or removes the difference. Safe for use by many threads: every call can be repeated, and
 * one comparison runs at a time, so that none undoes what a newer one did.
 */
public final class DataCarrier {
  private static final Logger LOG = LoggerFactory.getLogger(DataCarrier.class);

  private final DataStore store;
  private final InstanceStore instances;
  private final LinkClient link;
  private final ReentrantLock comparing = new ReentrantLock();

  public DataCarrier(DataStore store, InstanceStore instances, LinkClient link) {
    this.store = store;
    this.instances = instances;
    this.link = link;
  }

  /**
   * One comparison with each instance; one that does not answer is left for the next.
   *
   * @param stopping whether to leave the rest for another time
   */
  public void carryAll(BooleanSupplier stopping) throws InterruptedException {
    comparing.lockInterruptibly();
    try {
      Map<String, String> wanted = new TreeMap<>(store.wanted());
      for (RegisteredInstance there : instances.instances()) {
        if (there.instance().enabled() && !stopping.getAsBoolean()) {
          level(there.instance(), wanted);
        }
      }
    } finally {
      comparing.unlock();
    }
  }

  private void level(ExecutionInstance instance, Map<String, String> wanted)
      throws InterruptedException {
    if (!(link.held(instance)
        instanceof LinkAnswer.Done<ReferenceData.Held>(ReferenceData.Held held))) {
      return; // the reconciler says so already
    }
    for (Map.Entry<String, String> wish : wanted.entrySet()) {
      if (!wish.getValue().equals(held.digests().get(wish.getKey()))) {
        Optional<String> data = store.travelling(wish.getKey());
        if (data.isPresent()) {
          note(instance, wish.getKey(), link.data(instance, wish.getKey(), data.get()));
        }
      }
    }
    for (String surplus : held.digests().keySet()) {
      // asked again: another control process may have created it, and carried it, meanwhile
      if (!wanted.containsKey(surplus) && !store.has(surplus)) {
        note(instance, surplus, link.removeData(instance, surplus));
      }
    }
  }

  private static void note(
      ExecutionInstance instance, String resource, LinkAnswer<Boolean> answer) {
    switch (answer) {
      case LinkAnswer.Done<Boolean> _ ->
          LOG.info("{} is up to date on {}", resource, instance.name());
      case LinkAnswer.Refused<Boolean>(String why) ->
          LOG.warn("{} refuses the resource {}: {}", instance.name(), resource, why);
      case LinkAnswer.Unreachable<Boolean>(String why) ->
          LOG.info("{} does not have {} yet: {}", instance.name(), resource, why);
    }
  }
}
