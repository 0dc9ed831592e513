package io.herald.control.log;

import io.herald.control.design.Histories;
import io.herald.control.publish.ExecutionInstance;
import io.herald.control.publish.InstanceStore;
import io.herald.control.publish.LinkAnswer;
import io.herald.control.publish.LinkClient;
import io.herald.message.link.EventLog;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the execution instances what they know of events. Safe for use by many threads. */
public final class EventLogs implements Histories {
  /** Looking through more events only to find none takes too long for somebody who deletes. */
  private static final int PAGES_TO_LOOK_AT = 20;

  private final InstanceStore instances;
  private final LinkClient link;

  public EventLogs(InstanceStore instances, LinkClient link) {
    this.instances = instances;
    this.link = link;
  }

  /** Those that are asked. */
  List<ExecutionInstance> instances() {
    return instances.enabled();
  }

  /**
   * What one instance knows, a page of it.
   *
   * @param before the {@code next} of the page before; null: from the latest on
   */
  LinkAnswer<EventLog> page(ExecutionInstance instance, String eventType, @Nullable String before)
      throws InterruptedException {
    return link.log(instance, eventType, before);
  }

  @Override
  public Known ofType(String eventType) throws InterruptedException {
    return known(eventType, _ -> true);
  }

  @Override
  public Known ofTemplate(String eventType, String template) throws InterruptedException {
    return known(eventType, entry -> template.equals(entry.template()));
  }

  private Known known(String eventType, Predicate<EventLog.Entry> wanted)
      throws InterruptedException {
    for (ExecutionInstance instance : instances()) {
      Known there = known(instance, eventType, wanted);
      if (!(there instanceof Known.Nothing)) {
        return there;
      }
    }
    return new Known.Nothing();
  }

  private Known known(
      ExecutionInstance instance, String eventType, Predicate<EventLog.Entry> wanted)
      throws InterruptedException {
    @Nullable String before = null;
    for (int page = 0; page < PAGES_TO_LOOK_AT; page++) {
      switch (page(instance, eventType, before)) {
        case LinkAnswer.Done<EventLog>(EventLog log) -> {
          if (log.entries().stream().anyMatch(wanted)) {
            return new Known.Something();
          }
          if (log.next() == null) {
            return new Known.Nothing();
          }
          before = log.next();
        }
        case LinkAnswer.Failed<EventLog> failed -> {
          return new Known.Unclear(instance.name() + ": " + failed.why());
        }
      }
    }
    return new Known.Unclear(instance.name() + " has too many events to look at all");
  }
}
