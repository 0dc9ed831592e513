package io.herald.execution.collect.soap;

import io.herald.execution.collect.Instants;
import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Right;
import io.herald.platform.access.Sessions;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Duration;
import javax.xml.stream.XMLStreamException;

/** Opens a session for a login and password (API-28, client contract A.8). */
final class Logon implements SoapMethod {
  // what clients that adapt to the server's version take it for
  private static final String VERSION =
      " buildNumber=\"9390\" majNumber=\"7\" minNumber=\"4\" servicePack=\"1\"";

  private final AgentAuthentication authentication;
  private final Sessions sessions;
  private final InstanceInfo instance;
  private final Clock clock;

  Logon(AgentAuthentication authentication, Sessions sessions, InstanceInfo instance, Clock clock) {
    this.authentication = authentication;
    this.sessions = sessions;
    this.instance = instance;
    this.clock = clock;
  }

  @Override
  public Invocation read(Parameters parameters) throws XMLStreamException {
    String login = parameters.text();
    String password = parameters.text();
    return (Open) exchange -> logon(exchange, login, password);
  }

  private SoapAnswer logon(SoapExchange exchange, String login, String password) {
    return switch (authentication.logon(login, password, exchange.caller())) {
      case AgentAuthentication.Admission.Admitted(Principal who) -> opened(exchange, who);
      case AgentAuthentication.Admission.Denied(String why) -> SoapAnswer.Fault.logonDenied(why);
      case AgentAuthentication.Admission.Limited(String message, Duration retryAfter) ->
          SoapAnswer.Fault.unavailable(exchange.name(), message, retryAfter);
      case AgentAuthentication.Admission.SessionEnded() -> SoapAnswer.Fault.sessionEnded();
    };
  }

  private SoapAnswer opened(SoapExchange exchange, Principal who) {
    Sessions.Opened session = sessions.open(who);
    Cookie cookie = new Cookie(AgentCredentials.COOKIE, session.sessionToken());
    cookie.setHttpOnly(true);
    cookie.setSecure(exchange.caller().secure());
    cookie.setPath("/");
    cookie.setAttribute("SameSite", "Strict");
    exchange.response().addCookie(cookie);
    exchange.response().setHeader("X-Security-Token", session.securityToken());
    return new SoapAnswer.Success(
        exchange.name(),
        SoapWriter.value("pstrSessionToken", "xsd:string", session.sessionToken())
            + SoapWriter.document("pSessionInfo", sessionInfo(who))
            + SoapWriter.value("pstrSecurityToken", "xsd:string", session.securityToken()));
  }

  private String sessionInfo(Principal who) {
    StringBuilder out = new StringBuilder("<sessionInfo><serverInfo").append(VERSION);
    out.append(SoapWriter.attribute("instanceName", instance.name()));
    out.append(SoapWriter.attribute("serverDate", Instants.format(clock.instant())));
    out.append(attribute("sessionTimeOut", sessions.sessionTime().toSeconds()));
    out.append(attribute("securityTimeOut", sessions.securityTime().toSeconds()));
    out.append(SoapWriter.attribute("databaseId", instance.name()));
    out.append(SoapWriter.attribute("defaultNameSpace", "cus")).append("/>");
    out.append("<userInfo");
    out.append(SoapWriter.attribute("login", who.name()));
    out.append(SoapWriter.attribute("loginCS", who.name()));
    out.append(attribute("loginId", who.id()));
    out.append(" locale=\"en\" instanceLocale=\"en\"");
    out.append(SoapWriter.attribute("timezone", instance.zone().getId()));
    out.append(" homeDir=\"\" theme=\"\" orgUnitId=\"0\" noConsoleCnx=\"true\"");
    out.append(" datakitInDatabase=\"true\">");
    who.rights().stream()
        .sorted()
        .forEach(
            right ->
                out.append("<login-right")
                    .append(SoapWriter.attribute("right", wireName(right)))
                    .append("/>"));
    out.append("<installed-package namespace=\"nms\" name=\"messageCenter\"/>");
    return out.append("</userInfo></sessionInfo>").toString();
  }

  private static String attribute(String name, long value) {
    return SoapWriter.attribute(name, Long.toString(value));
  }

  /** Clients know the rights by other names. */
  private static String wireName(String right) {
    if (right.equals(Right.MESSAGE_CENTER_EXECUTION.label())) {
      return "mcExec";
    }
    return right.equals(Right.ADMINISTRATION.label()) ? "admin" : right;
  }
}
