package io.herald.platform.soap;

import io.herald.platform.access.Principal;
import javax.xml.stream.XMLStreamException;

/** A method of a service. Safe for use by many threads. */
public interface SoapMethod {
  /**
   * Takes what it needs from its parameters while the message streams by; carries nothing out yet,
   * because neither the caller nor the rest of the message is known to be good.
   *
   * @param parameters those behind the session token
   * @throws XMLStreamException when the message is not well-formed
   */
  Invocation read(Parameters parameters) throws XMLStreamException;

  /** A call that has been read to its end. */
  sealed interface Invocation {}

  /** May be carried out for anyone. */
  non-sealed interface Open extends Invocation {
    SoapAnswer carryOut(SoapExchange exchange);
  }

  /** May be carried out for somebody who has the right its description names. */
  non-sealed interface Guarded extends Invocation {
    SoapAnswer carryOut(SoapExchange exchange, Principal who) throws InterruptedException;
  }
}
