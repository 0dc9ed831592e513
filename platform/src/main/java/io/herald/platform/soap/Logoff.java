package io.herald.platform.soap;

import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * Ends a session (API-28). Whoever holds its token may end it; one that is over already is no
 * fault, because a client that reads one would log on again only to log off.
 */
final class Logoff implements SoapMethod {
  private final Sessions sessions;

  Logoff(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Invocation read(Parameters parameters) {
    return (Open) this::logoff;
  }

  private SoapAnswer logoff(SoapExchange exchange) {
    AgentCredentials credentials = exchange.credentials();
    @Nullable String token =
        credentials.parameter() != null ? credentials.parameter() : credentials.sessionHeader();
    if (token != null) {
      sessions.end(token);
    } else if (credentials.sessionCookie() != null && credentials.securityHeader() != null) {
      // a cookie is sent by a browser for whoever asks: alone it ends nothing (SEC-13)
      sessions.endProven(credentials.sessionCookie(), credentials.securityHeader());
    }
    return new SoapAnswer.Success(exchange.name(), "");
  }
}
