package io.herald.platform.access;

import io.herald.platform.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who sends a SOAP call (API-27, SEC-10, SEC-13). The first credential found counts: bearer
 * token, first parameter, session header, cookie. Safe for use by many threads; asks the database
 * only for what its caches do not hold.
 */
public final class AgentAuthentication {
  private final Zones zones;
  private final OperatorAccounts operators;
  private final Sessions sessions;
  private final ApiClients clients;
  private final Clock clock;

  /** What a check of credentials comes to. */
  public sealed interface Admission {
    /** Come in; what it may do is the principal's to say. */
    record Admitted(Principal principal) implements Admission {}

    /** There was a session, or something that looks like one; it is over. Log on again. */
    record SessionEnded() implements Admission {}

    /**
     * No.
     *
     * @param why for the caller; never says whether login or password was wrong
     */
    record Denied(String why) implements Admission {}

    /**
     * Too many calls for the API client's limit (API-2).
     *
     * @param message for the caller
     * @param retryAfter when the next call will be let in
     */
    record Limited(String message, Duration retryAfter) implements Admission {}
  }

  /** What callers hear who are not who they say they are. */
  public static final String WRONG = SignIn.WRONG;

  AgentAuthentication(
      Zones zones, OperatorAccounts operators, Sessions sessions, ApiClients clients, Clock clock) {
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
      return byAccessToken(credentials.bearer(), caller);
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
    return check(login, password, caller);
  }

  /**
   * Checks an access token for BearerTokenLogon: for whoever is admitted a session may be opened
   * (A.3).
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Admission logonByBearer(String token, Caller caller) {
    SecurityZone zone = zones.of(caller.address());
    return httpRefused(zone, caller)
        ? new Admission.Denied(httpsOnly(zone))
        : byAccessToken(token, caller);
  }

  private Admission byAccessToken(String token, Caller caller) {
    return switch (clients.admit(token, caller.address())) {
      case ApiClients.Check.Admitted(Principal.OfClient who) -> new Admission.Admitted(who);
      case ApiClients.Check.TokenInvalid(boolean expired) ->
          expired ? new Admission.SessionEnded() : new Admission.Denied(WRONG);
      case ApiClients.Check.WrongNetwork() ->
          new Admission.Denied("This API client may not call from this network.");
      case ApiClients.Check.Limited(Duration wait) -> limited(wait);
    };
  }

  private static Admission limited(Duration wait) {
    return new Admission.Limited(
        new io.herald.platform.access.Admission.Limited(wait).message(), wait);
  }

  private Admission byPassword(String login, String password, SecurityZone zone, Caller caller) {
    return zone.allows(SecurityZone.Flag.ALLOW_USER_PASSWORD)
        ? check(login, password, caller)
        : new Admission.Denied(noPasswords(zone));
  }

  static String noPasswords(SecurityZone zone) {
    return "Security zone '"
        + zone.name()
        + "' does not accept login/password in place of a session token: log on first.";
  }

  private Admission check(String login, String password, Caller caller) {
    return switch (operators.signIn(login, password, caller.address())) {
      case SignIn.Known(Operator operator) ->
          new Admission.Admitted(new Principal.OfOperator(operator));
      case SignIn.Refused(String why) -> new Admission.Denied(why);
    };
  }

  private Admission bySession(
      String token, @Nullable String securityToken, SecurityZone zone, boolean onlyCookie) {
    Optional<Session> session = sessions.find(token);
    if (session.isEmpty()) {
      return new Admission.SessionEnded();
    }
    Principal principal = session.get().principal();
    if (securityToken == null) {
      // a cookie is sent by a browser for whoever asks: alone it proves nothing (SEC-13)
      return zone.allows(SecurityZone.Flag.SESSION_TOKEN_ONLY) && !onlyCookie
          ? inTurn(principal)
          : new Admission.Denied(
              "The session token came without its security token (header X-Security-Token).");
    }
    return session.get().provenBy(securityToken, clock.instant())
        ? inTurn(principal)
        : new Admission.Denied(WRONG);
  }

  private Admission inTurn(Principal principal) {
    Duration wait =
        principal instanceof Principal.OfClient(ApiClient client, Scopes _)
            ? clients.takeTurn(client, clock.instant())
            : Duration.ZERO;
    return wait.isZero() ? new Admission.Admitted(principal) : limited(wait);
  }

  private static boolean httpRefused(SecurityZone zone, Caller caller) {
    return !caller.secure() && !zone.allows(SecurityZone.Flag.ALLOW_HTTP);
  }

  private static String httpsOnly(SecurityZone zone) {
    return "Security zone '" + zone.name() + "' accepts HTTPS only. Connection denied.";
  }
}
