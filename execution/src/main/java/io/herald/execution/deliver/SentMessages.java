package io.herald.execution.deliver;

import io.herald.execution.queue.QueuedEvent;
import io.herald.message.link.Publication;

/** Hears of messages that the way out has accepted. Safe for use by many threads. */
@FunctionalInterface
public interface SentMessages {
  /** That is on disk already; whatever goes wrong here is nobody else's matter. */
  void sent(QueuedEvent event, Publication publication);
}
