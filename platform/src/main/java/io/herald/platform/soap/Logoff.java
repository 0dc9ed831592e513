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
    @Nullable String token = token(exchange.credentials());
    if (token != null) {
      sessions.end(token);
    }
    return new SoapAnswer.Success(exchange.name(), "");
  }

  private static @Nullable String token(AgentCredentials credentials) {
    if (credentials.parameter() != null) {
      return credentials.parameter();
    }
    return credentials.sessionHeader() != null
        ? credentials.sessionHeader()
        : credentials.sessionCookie();
  }
}
