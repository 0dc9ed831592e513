package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.config.Settings;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that Logon opens (SEC-14, SEC-20). A session is nothing but its token: whoever
 * shares the cluster's secret can read it, so it holds on every instance and survives restarts, and
 * only its end before its time is remembered anywhere. Its life is fixed, not extended by use. The
 * rights are those the operator has at the time of each call. Safe for use by many threads.
 */
public final class Sessions {
  /**
   * What a caller gets from Logon.
   *
   * @param sessionToken {@code ___}, a UUID, a dot and URL-safe Base64; about 150 characters
   * @param securityToken {@code @} and URL-safe Base64; belongs to this session alone
   */
  public record Opened(String sessionToken, String securityToken) {
    @Override
    public String toString() {
      return "Opened[tokens not shown]";
    }
  }

  private final SecretKey sessionKey;
  private final SecretKey securityKey;
  private final Revocations revocations;
  private final OperatorAccounts operators;
  private final ApiClients clients;
  private final Clock clock;
  private final RandomGenerator random;
  private final Duration sessionTime;
  private final Duration securityTime;
  private final Duration longSessionTime;

  /**
   * @param random where ids of sessions come from; must be unpredictable
   */
  Sessions(
      ClusterKeys keys,
      Revocations revocations,
      OperatorAccounts operators,
      ApiClients clients,
      Settings settings,
      Clock clock,
      RandomGenerator random) {
    this.sessionKey = keys.key("session token");
    this.securityKey = keys.key("security token");
    this.revocations = revocations;
    this.operators = operators;
    this.clients = clients;
    this.clock = clock;
    this.random = random;
    this.sessionTime = settings.get(AccessSettings.SESSION_TIME);
    this.securityTime = settings.get(AccessSettings.SECURITY_TIME);
    this.longSessionTime = settings.get(AccessSettings.LONG_SESSION_TIME);
  }

  /** How long a session lives. */
  public Duration sessionTime() {
    return sessionTime;
  }

  /** How long a security token lives. */
  public Duration securityTime() {
    return securityTime;
  }

  /**
   * Opens a session for somebody who has proved who it is.
   *
   * @throws AccessUnavailable when so many sessions were ended lately that no more can be
   *     remembered
   */
  public Opened open(Principal principal) {
    return open(principal, null, sessionTime, securityTime);
  }

  /** The same for a caller that asks to be remembered: it lives longer (SEC-14). */
  public Opened openLong(Principal principal) {
    return open(principal, null, longSessionTime, longSessionTime);
  }

  /**
   * Opens a session for an API client that has shown an access token: it ends no later than the
   * token, and with it.
   *
   * @throws AccessUnavailable as {@link #open(Principal)} does
   */
  public Opened open(Principal.OfClient client, String accessToken) {
    return open(client, clients.proof(accessToken).orElse(null), sessionTime, securityTime);
  }

  private Opened open(
      Principal principal,
      AccessTokens.@Nullable Genuine proof,
      Duration sessionLife,
      Duration securityLife) {
    if (revocations.full()) {
      throw new AccessUnavailable("too many sessions were ended lately");
    }
    Instant now = clock.instant();
    UUID id = new UUID(random.nextLong(), random.nextLong());
    Instant longest = now.plus(sessionLife);
    Instant expires =
        proof != null && proof.expires().isBefore(longest) ? proof.expires() : longest;
    Instant securityExpires = now.plus(securityLife);
    SessionToken token =
        switch (principal) {
          case Principal.OfOperator(Operator operator) ->
              new SessionToken(
                  id,
                  SessionToken.Kind.OPERATOR,
                  operator.login(),
                  SessionToken.Grounds.NONE,
                  now,
                  expires,
                  securityExpires);
          case Principal.OfClient(ApiClient client, Scopes granted) ->
              new SessionToken(
                  id,
                  SessionToken.Kind.CLIENT,
                  client.clientId(),
                  new SessionToken.Grounds(
                      granted.text(),
                      proof == null ? null : proof.id(),
                      proof == null ? null : proof.secretMark()),
                  now,
                  expires,
                  securityExpires);
        };
    String text = token.text(sessionKey);
    return new Opened(text, securityToken(text));
  }

  /**
   * The session of this token; empty when it is not genuine, has expired or was ended, or its owner
   * may not come in any more.
   *
   * @throws AccessUnavailable when the database cannot be asked
   */
  Optional<Session> find(String text) {
    Instant now = clock.instant();
    return SessionToken.read(text, sessionKey)
        .filter(token -> now.isBefore(token.expires()) && !revocations.contains(token.id()))
        .flatMap(
            token ->
                owner(token)
                    .map(
                        principal ->
                            new Session(
                                token.id(),
                                principal,
                                token.expires(),
                                securityToken(text).getBytes(UTF_8),
                                token.securityExpires())));
  }

  /**
   * Ends a session, at once here and on all instances of the cluster as soon as they hear of it;
   * nothing happens when there is none.
   *
   * @throws AccessUnavailable when it cannot be stored: it is over here, try again for the others
   */
  public void end(String text) {
    SessionToken.read(text, sessionKey)
        .filter(token -> clock.instant().isBefore(token.expires()))
        .filter(token -> !revocations.contains(token.id()))
        .ifPresent(token -> revocations.revoke(new Revocation(token.id(), token.expires())));
  }

  /** The same, if the security token belongs to the session. */
  public void endProven(String text, String securityToken) {
    if (MessageDigest.isEqual(securityToken(text).getBytes(UTF_8), securityToken.getBytes(UTF_8))) {
      end(text);
    }
  }

  private Optional<Principal> owner(SessionToken token) {
    return switch (token.kind()) {
      case OPERATOR ->
          operators.find(token.subject(), token.issued()).map(Principal.OfOperator::new);
      case CLIENT ->
          clients
              .find(token.subject(), token.issued(), token.grounds().secretMark())
              .filter(
                  client -> {
                    @Nullable UUID accessToken = token.grounds().accessToken();
                    return accessToken == null || !revocations.contains(accessToken);
                  })
              .map(
                  client ->
                      new Principal.OfClient(
                          client, Scopes.parse(token.grounds().scopes()).within(client.scopes())));
    };
  }

  private String securityToken(String sessionToken) {
    return "@"
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(ClusterKeys.mac(securityKey, sessionToken.getBytes(UTF_8)));
  }
}
