package io.herald.bench.torture;

import io.herald.bench.stage.MailSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What arrived at the recipients' end: the second of the three sources. Keeps a count per event,
 * not the mails. Safe for use by many threads.
 */
final class Arrivals implements MailSink.Listener {
  /**
   * The mails of one event.
   *
   * @param number what the first one's subject says
   * @param times how many there were
   * @param alike false when a later one said something else
   */
  record Arrival(long number, int times, boolean alike) {
    private Arrival and(Arrival next) {
      return new Arrival(number, times + next.times, alike && number == next.number);
    }
  }

  private final Map<Long, Arrival> byEvent = new ConcurrentHashMap<>();
  private final LongAdder unreadable = new LongAdder();

  @Override
  public void mail(long event, long number) {
    if (event != 0 && number != 0) {
      byEvent.merge(event, new Arrival(number, 1, true), Arrival::and);
    } else {
      unreadable.increment();
    }
  }

  int eventsSoFar() {
    return byEvent.size();
  }

  long unreadable() {
    return unreadable.sum();
  }

  Map<Long, Arrival> byEvent() {
    return Map.copyOf(byEvent);
  }
}
