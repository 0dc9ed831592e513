package io.herald.bench.stage;

import java.util.List;
import java.util.Map;

/** The way into a service of others that takes one event per call, with the JSON Herald takes. */
public final class PlainDoor implements Door {
  private final String path;
  private final String context;

  /**
   * @param path of the service
   * @param context of every event, JSON
   */
  public PlainDoor(String path, String context) {
    this.path = path;
    this.context = context;
  }

  @Override
  public Call call(List<Pushed> events) {
    return new Call(
        path,
        Map.of("Content-Type", "application/json;charset=utf-8"),
        RestDoor.body(events.getFirst(), events.getFirst().email(), context));
  }

  /** Accepted by 201; the ids of others are not Herald's and stay out. */
  @Override
  public Answer read(int status, String body, int events) {
    if (Answer.asksToComeAgain(status)) {
      return new Answer.TurnedAway();
    }
    return status == 201
        ? new Answer.Accepted(List.of())
        : new Answer.Garbled("status %d: %s".formatted(status, body));
  }
}
