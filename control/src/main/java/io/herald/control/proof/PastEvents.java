package io.herald.control.proof;

import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkAnswer;
import io.herald.control.publish.LinkClient;
import io.herald.control.publish.RegisteredInstance;
import io.herald.control.seed.Seed;
import io.herald.message.event.EventIds;
import io.herald.message.event.NewEvent;
import io.herald.message.link.EventData;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks the execution instance that took an event what it said. Safe for use by many threads. */
public final class PastEvents {
  private static final Pattern ID = Pattern.compile("\\d{1,19}");

  private final InstanceStore instances;
  private final LinkClient link;

  public PastEvents(InstanceStore instances, LinkClient link) {
    this.instances = instances;
    this.link = link;
  }

  /** What came of looking. */
  sealed interface Search {
    /** What it said. */
    record Found(NewEvent event) implements Search {}

    /** There is none. */
    record Unknown(String why) implements Search {}

    /** Its instance does not answer. */
    record NotReached(String why) implements Search {}
  }

  /**
   * The event with this id, whose top byte names the instance that took it.
   *
   * @param id as the events API gives it, decimal
   */
  Search find(String id) throws InterruptedException {
    // the greatest number of 19 digits is beyond all ids
    if (!ID.matcher(id).matches() || new BigInteger(id).bitLength() > 63) {
      return new Search.Unknown("'event' is the id of an event: a decimal number.");
    }
    long number = Long.parseLong(id);
    int home = EventIds.instanceOf(number);
    Optional<ExecutionInstance> instance =
        instances.instances().stream()
            .filter(there -> Objects.equals(there.instanceId(), home))
            .map(RegisteredInstance::instance)
            .findFirst();
    if (instance.isEmpty()) {
      return new Search.Unknown(
          "The event's id says that execution instance "
              + home
              + " took it; none of that number is registered, or it was never reached.");
    }
    return switch (link.event(instance.get(), number)) {
      case LinkAnswer.Done<EventData>(EventData data) ->
          new Search.Found(data.event(Seed.doorOf(data.type())));
      case LinkAnswer.Refused<EventData> _ ->
          new Search.Unknown(
              "The execution instance " + instance.get().name() + " has no event of this id.");
      case LinkAnswer.Unreachable<EventData>(String why) ->
          new Search.NotReached(
              "The execution instance " + instance.get().name() + " was not reached: " + why);
    };
  }
}
