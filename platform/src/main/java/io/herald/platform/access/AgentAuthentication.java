package io.herald.platform.access;

import io.herald.platform.http.Caller;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who sends a SOAP call (API-27, SEC-10, SEC-13). The first credential found counts: bearer
 * token, first parameter, session header, cookie. Safe for use by many threads; asks the database
 * only for what its caches do not hold.
 */
public final class AgentAuthentication {
  private final SecurityZones zones;
  private final OperatorAccounts operators;
  private final Sessions sessions;
  private final ApiClients clients;
  private final Clock clock;

  /** What a check of credentials comes to. */
  public sealed interface Admission {
    /** Come in. */
    record Admitted(Operator operator) implements Admission {}

    /** There was a session, or something that looks like one; it is over. Log on again. */
    record SessionEnded() implements Admission {}

    /**
     * No.
     *
     * @param why for the caller; never says whether login or password was wrong
     */
    record Denied(String why) implements Admission {}
  }

  /** What callers hear who are not who they say they are. */
  public static final String WRONG = "Invalid login or password. Connection denied.";

  public AgentAuthentication(
      SecurityZones zones,
      OperatorAccounts operators,
      Sessions sessions,
      ApiClients clients,
      Clock clock) {
    this.zones = zones;
    this.operators = operators;
    this.sessions = sessions;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * Checks a call.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Admission admit(AgentCredentials credentials, Caller caller) {
    SecurityZone zone = zones.of(caller.address());
    if (httpRefused(zone, caller)) {
      return new Admission.Denied(httpsOnly(zone));
    }
    if (credentials.bearer() != null) {
      return byAccessToken(credentials.bearer());
    }
    @Nullable String token =
        credentials.parameter() != null ? credentials.parameter() : credentials.sessionHeader();
    boolean onlyCookie = token == null;
    if (token == null) {
      token = credentials.sessionCookie();
    }
    if (token == null) {
      return new Admission.Denied(WRONG);
    }
    int slash = token.indexOf('/');
    return slash >= 0
        ? byPassword(token.substring(0, slash), token.substring(slash + 1), zone, caller)
        : bySession(token, credentials.securityHeader(), zone, onlyCookie);
  }

  /**
   * Checks a login and password for Logon.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Admission logon(String login, String password, Caller caller) {
    SecurityZone zone = zones.of(caller.address());
    if (httpRefused(zone, caller)) {
      return new Admission.Denied(httpsOnly(zone));
    }
    return check(login, password, zone, caller);
  }

  private Admission byAccessToken(String token) {
    return switch (clients.check(token)) {
      case ApiClients.TokenCheck.Alive(ApiClient client) ->
          new Admission.Admitted(
              new Operator(client.id(), client.name(), Set.of(Operator.MESSAGE_CENTER_EXECUTION)));
      case ApiClients.TokenCheck.Expired() -> new Admission.SessionEnded();
      case ApiClients.TokenCheck.Unknown() -> new Admission.Denied(WRONG);
    };
  }

  private Admission byPassword(String login, String password, SecurityZone zone, Caller caller) {
    if (!zone.allows(SecurityZone.Flag.ALLOW_USER_PASSWORD)) {
      return new Admission.Denied(
          "Security zone '"
              + zone.name()
              + "' does not accept login/password in place of a session token: log on first.");
    }
    return check(login, password, zone, caller);
  }

  private Admission check(String login, String password, SecurityZone zone, Caller caller) {
    if (password.isEmpty() && !zone.allows(SecurityZone.Flag.ALLOW_EMPTY_PASSWORD)) {
      return new Admission.Denied(WRONG);
    }
    Optional<Operator> operator = operators.authenticate(login, password, caller.address());
    return operator.isPresent()
        ? new Admission.Admitted(operator.get())
        : new Admission.Denied(WRONG);
  }

  private Admission bySession(
      String token, @Nullable String securityToken, SecurityZone zone, boolean onlyCookie) {
    Optional<Session> session = sessions.find(token);
    if (session.isEmpty()) {
      return new Admission.SessionEnded();
    }
    if (securityToken != null) {
      return session.get().provenBy(securityToken, clock.instant())
          ? new Admission.Admitted(session.get().operator())
          : new Admission.Denied(WRONG);
    }
    // a cookie is sent by a browser for whoever asks: alone it proves nothing (SEC-13)
    return zone.allows(SecurityZone.Flag.SESSION_TOKEN_ONLY) && !onlyCookie
        ? new Admission.Admitted(session.get().operator())
        : new Admission.Denied(
            "The session token came without its security token (header X-Security-Token).");
  }

  private static boolean httpRefused(SecurityZone zone, Caller caller) {
    return !caller.secure() && !zone.allows(SecurityZone.Flag.ALLOW_HTTP);
  }

  private static String httpsOnly(SecurityZone zone) {
    return "Security zone '" + zone.name() + "' accepts HTTPS only. Connection denied.";
  }
}
