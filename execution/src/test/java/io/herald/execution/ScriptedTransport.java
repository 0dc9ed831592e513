package io.herald.execution;

import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.spi.Transport;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A way out that answers as a test wrote down: the script first, then "accepted" for ever. */
final class ScriptedTransport implements Transport {
  private final BlockingQueue<SendResult> script = new LinkedBlockingQueue<>();
  private final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();

  ScriptedTransport answering(SendResult... results) {
    script.addAll(List.of(results));
    return this;
  }

  /** Every attempt, in order. */
  List<OutgoingMessage> attempts() {
    return sent;
  }

  @Override
  public SendResult send(OutgoingMessage message) {
    sent.add(message);
    SendResult next = script.poll();
    return next == null ? new SendResult.Accepted("250 ok") : next;
  }
}
