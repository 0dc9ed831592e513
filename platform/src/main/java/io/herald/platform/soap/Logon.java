package io.herald.platform.soap;

import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.Principal;
import java.time.Duration;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Opens a session for a login and password (API-28, client contract A.8). */
final class Logon implements SoapMethod {
  private final AgentAuthentication authentication;
  private final SessionInfo sessionInfo;

  Logon(AgentAuthentication authentication, SessionInfo sessionInfo) {
    this.authentication = authentication;
    this.sessionInfo = sessionInfo;
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    String login = parameters.text();
    String password = parameters.text();
    @Nullable Boolean remember = parameters.element((xml, namespace) -> asksToBeRemembered(xml));
    return (Open) exchange -> logon(exchange, login, password, Boolean.TRUE.equals(remember));
  }

  /** {@code <parameters rememberMe="true"/>} (client contract A.8). */
  private static boolean asksToBeRemembered(SoapXml xml) throws XMLStreamException {
    boolean asks = false;
    for (int i = 0; i < xml.attributeCount(); i++) {
      asks |= xml.attributeName(i).equals("rememberMe") && xml.attributeValue(i).equals("true");
    }
    xml.skip();
    return asks;
  }

  private SoapAnswer logon(SoapExchange exchange, String login, String password, boolean remember) {
    return switch (authentication.logon(login, password, exchange.caller())) {
      case AgentAuthentication.Admission.Admitted(Principal who) ->
          remember ? sessionInfo.openedLong(exchange, who) : sessionInfo.opened(exchange, who);
      case AgentAuthentication.Admission.Denied(String why) -> SoapAnswer.Fault.logonDenied(why);
      case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
          SoapAnswer.Fault.unavailable(exchange.name(), message, retryAfter);
      case AgentAuthentication.Admission.SessionEnded() -> SoapAnswer.Fault.sessionEnded();
    };
  }
}
