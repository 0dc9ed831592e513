package io.herald.bench.stage;

import java.util.List;

/**
 * Several ways in, taken by the numbers of the events, so that each gets as many.
 *
 * @param doors that take one event per call
 */
public record DoorsInTurn(List<? extends Door> doors) implements Door {
  public DoorsInTurn {
    doors = List.copyOf(doors);
  }

  @Override
  public Call call(List<Pushed> events) {
    return doors.get((int) (events.getFirst().number() % doors.size())).call(events);
  }

  @Override
  public Answer read(int status, String body, int events) {
    return doors.getFirst().read(status, body, events);
  }
}
