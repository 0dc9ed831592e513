package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.http.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Decides who sends a call of the REST doors: an API client with an access token (RFC 6750), or an
 * operator with login and password (HTTP Basic, RFC 7617). Safe for use by many threads; asks the
 * database only for what the caches do not hold.
 */
public final class ApiAuthentication {
  /** Carries the public id of an API client. */
  public static final String KEY_HEADER = "X-Api-Key";

  private static final int MAX_AUTHORIZATION = 8192;

  private final Zones zones;
  private final OperatorAccounts operators;
  private final ApiClients clients;

  ApiAuthentication(Zones zones, OperatorAccounts operators, ApiClients clients) {
    this.zones = zones;
    this.operators = operators;
    this.clients = clients;
  }

  /**
   * Checks a call of the native API: {@code Authorization: Bearer} with an access token, whose
   * client the header {@code X-Api-Key} must name if it is there; or {@code Basic} of an operator
   * who has at least one right, from a zone that takes passwords in calls.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Admission admit(HttpServletRequest request, Caller caller) {
    SecurityZone zone = zones.of(caller.address());
    if (!caller.secure() && !zone.allows(SecurityZone.Flag.ALLOW_HTTP)) {
      return httpsOnly(zone);
    }
    @Nullable String bearer = AgentCredentials.bearer(request);
    if (bearer != null) {
      return byToken(bearer, request.getHeader(KEY_HEADER), false, caller);
    }
    @Nullable String authorization = request.getHeader("Authorization");
    if (authorization == null) {
      return Admission.Denied.unauthorized(
          "Send an access token (Authorization: Bearer) or an operator's login and password"
              + " (Authorization: Basic).");
    }
    return byPassword(authorization, zone, caller);
  }

  /**
   * Checks a call of the Standard dialect: an access token and its client's API key (client
   * contract B.2).
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  public Admission admitWithKey(HttpServletRequest request, Caller caller) {
    SecurityZone zone = zones.of(caller.address());
    if (!caller.secure() && !zone.allows(SecurityZone.Flag.ALLOW_HTTP)) {
      return httpsOnly(zone);
    }
    @Nullable String bearer = AgentCredentials.bearer(request);
    return bearer == null
        ? Admission.Denied.tokenInvalid()
        : byToken(bearer, request.getHeader(KEY_HEADER), true, caller);
  }

  private Admission byToken(
      String token, @Nullable String key, boolean keyRequired, Caller caller) {
    return switch (clients.admit(token, caller.address())) {
      case ApiClients.Check.Admitted(Principal.OfClient who) ->
          keyFits(who.client(), key, keyRequired)
              ? new Admission.Admitted(who)
              : Admission.Denied.keyInvalid();
      case ApiClients.Check.TokenInvalid(boolean _) -> Admission.Denied.tokenInvalid();
      case ApiClients.Check.WrongNetwork() ->
          Admission.Denied.forbidden("This API client may not call from this network.");
      case ApiClients.Check.Limited(Duration retryAfter) -> new Admission.Limited(retryAfter);
    };
  }

  private static boolean keyFits(ApiClient client, @Nullable String key, boolean required) {
    return key == null ? !required : key.equals(client.clientId());
  }

  private Admission byPassword(String authorization, SecurityZone zone, Caller caller) {
    String pair = basic(authorization);
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Admission.Denied.unauthorized(SignIn.WRONG);
    }
    if (!zone.allows(SecurityZone.Flag.ALLOW_USER_PASSWORD)) {
      return Admission.Denied.forbidden(AgentAuthentication.noPasswords(zone));
    }
    return switch (operators.signIn(
        pair.substring(0, colon), pair.substring(colon + 1), caller.address())) {
      case SignIn.Known(Operator operator) ->
          operator.rights().isEmpty()
              ? Admission.Denied.forbidden("This operator has no rights.")
              : new Admission.Admitted(new Principal.OfOperator(operator));
      case SignIn.Refused(String why) -> Admission.Denied.unauthorized(why);
    };
  }

  /** Login and password with a colon between; empty when the header holds something else. */
  private static String basic(String authorization) {
    if (authorization.length() > MAX_AUTHORIZATION
        || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return "";
    }
    try {
      return new String(Base64.getDecoder().decode(authorization.substring(6).strip()), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static Admission httpsOnly(SecurityZone zone) {
    return Admission.Denied.forbidden("security zone '" + zone.name() + "' accepts HTTPS only");
  }
}
