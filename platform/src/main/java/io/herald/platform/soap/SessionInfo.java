package io.herald.platform.soap;

import io.herald.platform.access.AgentCredentials;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Right;
import io.herald.platform.access.Sessions;
import io.herald.platform.soap.schema.XmlText;
import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What clients are told about their session, the server and themselves (client contract A.8). Safe
 * for use by many threads.
 */
final class SessionInfo {
  private static final DateTimeFormatter SERVER_DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Sessions sessions;
  private final InstanceInfo instance;
  private final Clock clock;

  SessionInfo(Sessions sessions, InstanceInfo instance, Clock clock) {
    this.sessions = sessions;
    this.instance = instance;
    this.clock = clock;
  }

  /** Opens a session for somebody who has proved who it is, and answers a logon. */
  SoapAnswer opened(SoapExchange exchange, Principal who) {
    return opened(exchange, who, sessions.open(who));
  }

  /** The same for a caller that asks to be remembered. */
  SoapAnswer openedLong(SoapExchange exchange, Principal who) {
    return opened(exchange, who, sessions.openLong(who));
  }

  /** The same for an API client; the session ends with this access token. */
  SoapAnswer opened(SoapExchange exchange, Principal.OfClient who, String accessToken) {
    return opened(exchange, who, sessions.open(who, accessToken));
  }

  private SoapAnswer opened(SoapExchange exchange, Principal who, Sessions.Opened session) {
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
            + SoapWriter.document(
                "pSessionInfo", "<sessionInfo>" + serverInfo() + userInfo(who) + "</sessionInfo>")
            + SoapWriter.value("pstrSecurityToken", "xsd:string", session.securityToken()));
  }

  /** Clients that miss this element cannot log on. */
  private String serverInfo() {
    return "<serverInfo"
        + XmlText.attribute("buildNumber", InstanceInfo.BUILD)
        + XmlText.attribute("majNumber", InstanceInfo.MAJOR)
        + XmlText.attribute("minNumber", InstanceInfo.MINOR)
        + XmlText.attribute("servicePack", InstanceInfo.SERVICE_PACK)
        + XmlText.attribute("instanceName", instance.name())
        + XmlText.attribute("serverDate", SERVER_DATE.format(clock.instant()))
        + attribute("sessionTimeOut", sessions.sessionTime().toSeconds())
        + attribute("securityTimeOut", sessions.securityTime().toSeconds())
        + XmlText.attribute("databaseId", instance.name())
        + XmlText.attribute("defaultNameSpace", "cus")
        + "/>";
  }

  /** The element {@code userInfo}. */
  String userInfo(Principal who) {
    StringBuilder out = new StringBuilder("<userInfo");
    out.append(XmlText.attribute("login", who.name()));
    out.append(XmlText.attribute("loginCS", who.name()));
    out.append(attribute("loginId", who.id()));
    out.append(" locale=\"en\" instanceLocale=\"en\"");
    out.append(XmlText.attribute("timezone", instance.zone().getId()));
    out.append(" homeDir=\"\" theme=\"\" orgUnitId=\"0\" noConsoleCnx=\"true\"");
    out.append(" datakitInDatabase=\"true\">");
    who.rights().stream()
        .sorted()
        .forEach(
            right ->
                out.append("<login-right")
                    .append(XmlText.attribute("right", wireName(right)))
                    .append("/>"));
    out.append("<installed-package namespace=\"nms\" name=\"messageCenter\"/>");
    return out.append("</userInfo>").toString();
  }

  private static String attribute(String name, long value) {
    return XmlText.attribute(name, Long.toString(value));
  }

  /** Clients know the rights by other names. */
  private static String wireName(String right) {
    return Right.of(right)
        .map(
            known ->
                switch (known) {
                  case MESSAGE_CENTER_EXECUTION -> "mcExec";
                  case ADMINISTRATION -> "admin";
                  default -> right;
                })
        .orElse(right);
  }
}
