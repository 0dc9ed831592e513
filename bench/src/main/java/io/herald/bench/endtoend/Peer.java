package io.herald.bench.endtoend;

import io.herald.bench.stage.OrderMail;
import io.herald.bench.stage.PlainDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A stack others build for the same job, as a contender: given events over HTTP, asked over HTTP
 * how they stand.
 *
 * @param service takes the events
 * @param processorTime of all its processes so far
 * @param started all of it, to be closed with it
 */
record Peer(
    String name,
    String key,
    String version,
    PeerService service,
    Supplier<Duration> processorTime,
    Closing started)
    implements Contender {
  private static final int CONNECTIONS = 64;

  @Override
  public void push(Mails mails) throws IOException, InterruptedException {
    new Push(service.url(), new PlainDoor(PeerService.EVENTS, OrderMail.json()), 1, mails)
        .asFastAsAnswered(CONNECTIONS);
  }

  @Override
  public void awaitSettled() throws IOException, InterruptedException {
    service.awaitSettled();
  }

  @Override
  public Duration cpu() {
    return processorTime.get();
  }

  @Override
  public void close() {
    started.close();
  }
}
