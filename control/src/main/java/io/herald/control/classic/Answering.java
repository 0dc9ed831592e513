package io.herald.control.classic;

import io.herald.platform.soap.SoapAnswer;
import io.herald.platform.soap.SoapExchange;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/** Tells a database that is away from a mistake. Pure functions. */
final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private Answering() {}

  /** Something that is answered. */
  interface Work {
    SoapAnswer answer() throws InterruptedException;
  }

  /** The answer, or that the caller should come again. */
  static SoapAnswer told(SoapExchange exchange, Work work) throws InterruptedException {
    try {
      return work.answer();
    } catch (DataAccessResourceFailureException e) {
      LOG.error("{} could not be answered", exchange.name(), e);
      return SoapAnswer.Fault.unavailable(
          exchange.name(), "The database does not answer.", COME_AGAIN);
    }
  }
}
