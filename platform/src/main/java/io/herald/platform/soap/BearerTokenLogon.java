package io.herald.platform.soap;

import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.Principal;
import java.time.Duration;
import javax.xml.stream.XMLStreamException;

/** Opens a session for an access token (client contract A.8). */
final class BearerTokenLogon implements SoapMethod {
  private final AgentAuthentication authentication;
  private final SessionInfo sessionInfo;

  BearerTokenLogon(AgentAuthentication authentication, SessionInfo sessionInfo) {
    this.authentication = authentication;
    this.sessionInfo = sessionInfo;
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    String token = parameters.text().strip();
    return (Open) exchange -> logon(exchange, token);
  }

  private SoapAnswer logon(SoapExchange exchange, String token) {
    if (token.isEmpty()) {
      return SoapAnswer.Fault.logonDenied(AgentAuthentication.WRONG);
    }
    return switch (authentication.logonByBearer(token, exchange.caller())) {
      case AgentAuthentication.Admission.Admitted(Principal.OfClient who) ->
          sessionInfo.opened(exchange, who, token);
      case AgentAuthentication.Admission.Admitted(Principal.OfOperator who) ->
          sessionInfo.opened(exchange, who);
      // there is no session yet that could have ended
      case AgentAuthentication.Admission.SessionEnded() ->
          SoapAnswer.Fault.logonDenied(AgentAuthentication.WRONG);
      case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
          SoapAnswer.Fault.unavailable(exchange.name(), message, retryAfter);
      case AgentAuthentication.Admission.Denied(String why) -> SoapAnswer.Fault.logonDenied(why);
    };
  }
}
