package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.access.AgentAuthentication.Admission;
import io.herald.platform.config.Settings;
import io.herald.platform.http.Caller;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API-27, SEC-10, SEC-13: which credential of a SOAP call counts, and where. */
@Timeout(120)
class AgentAuthenticationTest {
  private static final Caller LOOPBACK = new Caller(InetAddress.ofLiteral("127.0.0.1"), false);
  private static final Caller OUTSIDE = new Caller(InetAddress.ofLiteral("203.0.113.9"), true);
  private static final Caller OUTSIDE_PLAIN =
      new Caller(InetAddress.ofLiteral("203.0.113.9"), false);
  private static final Settings SETTINGS = Settings.of(Map.of("access.password.cost", "4"));

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private OperatorAccounts operators;
  private Sessions sessions;
  private ApiClients clients;
  private AgentAuthentication authentication;
  private Principal mc;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    Access access = in(SecurityZones.of(SecurityZone.LOOPBACK));
    operators = access.operators();
    sessions = access.sessions();
    clients = access.clients();
    authentication = access.agents();
    mc =
        new Principal.OfOperator(
            operators.create("mc", "pass/word", Set.of(Operator.MESSAGE_CENTER_EXECUTION)));
  }

  private Access in(SecurityZones zones) throws Exception {
    return new Access(database.dataSource(), zones, SETTINGS, clock, new SecureRandom());
  }

  private static AgentCredentials parameter(String token) {
    return new AgentCredentials(null, token, null, null, null);
  }

  private Admission admitted() {
    return new Admission.Admitted(mc);
  }

  @Test
  void inlineCredentialsAreSplitAtTheFirstSlash() {
    assertThat(authentication.admit(parameter("mc/pass/word"), LOOPBACK)).isEqualTo(admitted());
    assertThat(authentication.admit(parameter("mc/pass"), LOOPBACK))
        .isEqualTo(new Admission.Denied(AgentAuthentication.WRONG));
  }

  @Test
  void inlineCredentialsNeedTheZonesConsent() {
    assertThat(authentication.admit(parameter("mc/pass/word"), OUTSIDE))
        .isEqualTo(
            new Admission.Denied(
                "Security zone 'public' does not accept login/password in place of a session token:"
                    + " log on first."));
  }

  @Test
  void plainHttpNeedsTheZonesConsent() {
    assertThat(authentication.admit(parameter("mc/pass/word"), OUTSIDE_PLAIN))
        .asString()
        .contains("HTTPS only");
    assertThat(authentication.logon("mc", "pass/word", OUTSIDE_PLAIN))
        .asString()
        .contains("HTTPS only");
    assertThat(authentication.logon("mc", "pass/word", OUTSIDE)).isEqualTo(admitted());
  }

  @Test
  void aSessionTokenAloneIsEnoughOnlyWhereTheZoneSaysSo() {
    Sessions.Opened opened = sessions.open(mc);
    AgentCredentials alone = parameter(opened.sessionToken());
    AgentCredentials both =
        new AgentCredentials(null, opened.sessionToken(), null, null, opened.securityToken());
    AgentCredentials forged =
        new AgentCredentials(null, opened.sessionToken(), null, null, "@forged");

    assertThat(authentication.admit(alone, LOOPBACK)).isEqualTo(admitted());
    assertThat(authentication.admit(alone, OUTSIDE)).isInstanceOf(Admission.Denied.class);
    assertThat(authentication.admit(both, OUTSIDE)).isEqualTo(admitted());
    assertThat(authentication.admit(forged, LOOPBACK)).isInstanceOf(Admission.Denied.class);
  }

  @Test
  void aCookieAloneProvesNothing() {
    Sessions.Opened opened = sessions.open(mc);
    AgentCredentials cookie = new AgentCredentials(null, null, null, opened.sessionToken(), null);
    AgentCredentials proven =
        new AgentCredentials(null, null, null, opened.sessionToken(), opened.securityToken());

    assertThat(authentication.admit(cookie, LOOPBACK)).isInstanceOf(Admission.Denied.class);
    assertThat(authentication.admit(proven, LOOPBACK)).isEqualTo(admitted());
  }

  @Test
  void theFirstCredentialCounts() {
    Sessions.Opened opened = sessions.open(mc);
    ApiClient client = clients.create("shop", "0123456789abcdef", "o");
    String bearer = clients.issueToken(client, Duration.ofHours(1));

    assertThat(
            authentication.admit(
                new AgentCredentials(null, null, opened.sessionToken(), "___other", null),
                LOOPBACK))
        .isEqualTo(admitted());
    assertThat(
            authentication.admit(
                new AgentCredentials(null, "___other", opened.sessionToken(), null, null),
                LOOPBACK))
        .isEqualTo(new Admission.SessionEnded());
    assertThat(
            authentication.admit(
                new AgentCredentials(bearer, "___other", null, null, null), LOOPBACK))
        .isInstanceOfSatisfying(
            Admission.Admitted.class,
            admitted -> assertThat(admitted.principal().name()).isEqualTo("shop"));
    assertThat(
            authentication.admit(
                new AgentCredentials("wrong", opened.sessionToken(), null, null, null), LOOPBACK))
        .isEqualTo(new Admission.Denied(AgentAuthentication.WRONG));
  }

  @Test
  void anEndedSessionAsksForANewLogon() {
    Sessions.Opened opened = sessions.open(mc);
    sessions.end(opened.sessionToken());

    assertThat(authentication.admit(parameter(opened.sessionToken()), LOOPBACK))
        .isEqualTo(new Admission.SessionEnded());
  }

  @Test
  void noCredentialAtAllIsDenied() {
    assertThat(authentication.admit(new AgentCredentials(null, null, null, null, null), LOOPBACK))
        .isEqualTo(new Admission.Denied(AgentAuthentication.WRONG));
  }

  @Test
  void anEmptyPasswordHelpsOnlyWhereTheZoneSaysSo() throws Exception {
    operators.create("open", "", Set.of());

    assertThat(authentication.admit(parameter("open/"), LOOPBACK))
        .isEqualTo(new Admission.Denied(AgentAuthentication.WRONG));
    AgentAuthentication careless =
        in(SecurityZones.parse("lan 127.0.0.0/8 allowHTTP allowUserPassword allowEmptyPassword"))
            .agents();
    assertThat(careless.admit(parameter("open/"), LOOPBACK)).isInstanceOf(Admission.Admitted.class);
    assertThat(careless.admit(parameter("mc/"), LOOPBACK)).isInstanceOf(Admission.Denied.class);
  }

  @Test
  void credentialsAreNotPrinted() {
    assertThat(new AgentCredentials("b", "mc/secret", "s", "c", "x"))
        .asString()
        .doesNotContain("secret");
  }
}
