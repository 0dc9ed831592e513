package io.herald.message.template;

import io.herald.message.template.Surroundings.Answer;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What one message may still ask of the world outside (TPL-44): a loop over slow pages would hold
 * the thread that fills in templates for minutes. A call that has begun in time ends within the
 * limit of its own. Belongs to the rendering thread.
 */
final class OutsideCalls {
  static final int MOST_PAGES = 20;
  static final Duration WHOLE = Duration.ofSeconds(10);

  private final LongSupplier nanos;
  private long spent;
  private int pages;

  /**
   * @param nanos a clock that never goes back
   */
  OutsideCalls(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Asks for a page. */
  Answer page(Supplier<Answer> call) {
    if (pages >= MOST_PAGES) {
      return new Answer.Refused(
          "a message may read at most "
              + MOST_PAGES
              + " pages: read each page once and keep its text in a variable");
    }
    pages++;
    return ask(call);
  }

  /** Asks for anything else. */
  Answer ask(Supplier<Answer> call) {
    if (spent >= WHOLE.toNanos()) {
      return new Answer.Refused(
          "a message may wait at most "
              + WHOLE.toSeconds()
              + " s for the world outside: call fewer or faster pages, or send their content with"
              + " the event");
    }
    long begun = nanos.getAsLong();
    try {
      return call.get();
    } finally {
      spent += nanos.getAsLong() - begun;
    }
  }
}
