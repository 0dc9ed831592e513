package io.herald.platform.access;

import io.herald.platform.config.Setting;
import io.herald.platform.http.Network;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What can be set about access. */
public final class AccessSettings {
  /** How expensive a password is to try. */
  public static final Setting<Integer> PASSWORD_COST =
      Setting.number(
          "access.password.cost",
          10,
          4,
          16,
          "bcrypt cost of stored passwords, 4 to 16; each step doubles the time of one check");

  /** How many failed logins lock. */
  public static final Setting<Integer> LOCKOUT_FAILURES =
      Setting.number(
          "access.lockout.failures",
          10,
          1,
          1000,
          "failed logins of one operator from one address before that pair is locked out");

  /** How long a lock lasts. */
  public static final Setting<Duration> LOCKOUT_TIME =
      Setting.duration(
          "access.lockout.time", "1m", "how long a locked-out login and address must wait");

  /** How old a cached row may be (SEC-14). */
  public static final Setting<Duration> FRESHNESS =
      Setting.duration(
          "access.cache.freshness",
          "5s",
          "how soon other processes notice a logoff, a disabled operator or a revoked token");

  /** Life of a session token (SEC-14). */
  public static final Setting<Duration> SESSION_TIME =
      Setting.duration("access.session.time", "24h", "life of a session token, from its logon");

  /** Life of a security token (SEC-14). */
  public static final Setting<Duration> SECURITY_TIME =
      Setting.duration("access.security.time", "24h", "life of a security token, from its logon");

  /** Life of a session whose caller asks to be remembered (SEC-14). */
  public static final Setting<Duration> LONG_SESSION_TIME =
      Setting.duration(
          "access.session.long-time",
          "15d",
          "life of a session and its security token when Logon asks with rememberMe");

  /** How long the audit log goes back (RPT-44). */
  public static final Setting<Duration> AUDIT_KEPT =
      Setting.duration("access.audit.keep", "180d", "how long entries of the audit log are kept");

  /** The zones (SEC-10). */
  public static final Setting<SecurityZones> ZONES =
      new Setting<>(
          "access.zones",
          "security zones, each its name, its networks and its flags (allowHTTP, allowUserPassword,"
              + " allowEmptyPassword, sessionTokenOnly), separated by semicolons, for example \"lan"
              + " 10.0.0.0/8 allowUserPassword\"; everyone else may only use HTTPS",
          "",
          SecurityZones::parse);

  /** Whose word about the caller's address counts (SEC-10). */
  public static final Setting<List<Network>> TRUSTED_PROXIES =
      new Setting<>(
          "access.trusted-proxies",
          "networks of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed,"
              + " separated by blanks; set it when TLS ends before Herald",
          "",
          text ->
              text.isBlank()
                  ? List.of()
                  : Arrays.stream(text.strip().split("\\s+")).map(Network::parse).toList());

  /** What the instances of a cluster share (SEC-20). */
  public static final Setting<String> CLUSTER_SECRET =
      new Setting<>(
              "access.cluster.secret",
              "what all instances share whose sessions and access tokens hold for each other: the"
                  + " same value on all, at least 32 characters; without it each database makes its"
                  + " own",
              "",
              text -> {
                if (!text.isEmpty() && text.length() < 32) {
                  throw new IllegalArgumentException("expects at least 32 characters");
                }
                return text;
              })
          .asSecret();

  /** The other cells of the cluster. */
  public static final Setting<List<URI>> PEERS =
      new Setting<>(
          "access.peers",
          "addresses of the other instances that share the cluster secret but not the database,"
              + " separated by blanks: each is told at once which sessions were ended here",
          "",
          AccessSettings::addresses);

  /** Life of an access token from the token endpoint. */
  public static final Setting<Duration> TOKEN_TIME =
      Setting.duration("access.token.time", "24h", "life of an access token from /oauth2/token");

  /** Our name in access tokens. */
  public static final Setting<String> TOKEN_ISSUER =
      Setting.text(
          "access.token.issuer",
          "herald",
          "the issuer in access tokens, the same on all instances of a cluster");

  /** Who else issues access tokens. */
  public static final Setting<String> OIDC_ISSUER =
      Setting.text(
          "access.oidc.issuer",
          "",
          "the issuer, exactly as its tokens name it, of an OpenID provider whose access tokens are"
              + " taken, too");

  /** Whom its tokens must be for. */
  public static final Setting<String> OIDC_AUDIENCE =
      Setting.text(
          "access.oidc.audience", "", "the audience that tokens of the OpenID provider must name");

  /** Where its keys are. */
  public static final Setting<String> OIDC_JWKS_URL =
      Setting.text(
          "access.oidc.jwks-url",
          "",
          "where the OpenID provider publishes its keys (RS256, ES256); nothing else is fetched");

  /** How many failures lock an address. */
  public static final Setting<Integer> LOCKOUT_ADDRESS_FAILURES =
      Setting.number(
          "access.lockout.address-failures",
          100,
          1,
          1_000_000,
          "failed logins of any names from one address before it is locked out for all logins that"
              + " were not right from there before");

  /** What control shows to execution instances. */
  public static final Setting<String> LINK_SECRET =
      Setting.text(
              "link.secret",
              "",
              "what control shows to execution instances: the same value on both sides, at least 16"
                  + " characters; without it an execution instance takes no publications")
          .asSecret();

  /** What templates encrypt with. */
  public static final Setting<String> TEMPLATE_KEY =
      Setting.text(
              "template.crypt-key",
              "",
              "what cryptString and decryptString of templates use: 32 random bytes in base64"
                  + " (openssl rand -base64 32), the same on control and on every execution"
                  + " instance; without it a template that uses them fails")
          .asSecret();

  /** All of them, for the list of known settings. */
  public static final List<Setting<?>> ALL =
      List.of(
          PASSWORD_COST,
          LOCKOUT_FAILURES,
          LOCKOUT_TIME,
          FRESHNESS,
          SESSION_TIME,
          SECURITY_TIME,
          LONG_SESSION_TIME,
          AUDIT_KEPT,
          ZONES,
          TRUSTED_PROXIES,
          LINK_SECRET,
          TEMPLATE_KEY,
          CLUSTER_SECRET,
          PEERS,
          TOKEN_TIME,
          TOKEN_ISSUER,
          OIDC_ISSUER,
          OIDC_AUDIENCE,
          OIDC_JWKS_URL,
          LOCKOUT_ADDRESS_FAILURES);

  private AccessSettings() {}

  private static List<URI> addresses(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(
            word -> {
              URI address = URI.create(word);
              if (address.getHost() == null
                  || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                throw new IllegalArgumentException(
                    "expects addresses such as https://events2.example.com");
              }
              return address;
            })
        .toList();
  }
}
