package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.config.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-14, SEC-20: sessions shared by all processes. */
@Timeout(120)
class SessionsTest {
  private static final Settings DEFAULTS = Settings.of(Map.of("access.password.cost", "4"));

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private OperatorAccounts operators;
  private Sessions sessions;
  private Principal mc;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    Access access = access(DEFAULTS);
    operators = access.operators();
    sessions = access.sessions();
    mc =
        new Principal.OfOperator(
            operators.create("mc", "secret", Set.of(Operator.MESSAGE_CENTER_EXECUTION)));
  }

  private Access access(Settings settings) throws Exception {
    return new Access(database.dataSource(), settings, clock, new SecureRandom());
  }

  @Test
  void tokensHaveTheFormClientsKnow() {
    Sessions.Opened opened = sessions.open(mc);

    assertThat(opened.sessionToken())
        .matches("___[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.[A-Za-z0-9_-]+")
        .hasSizeLessThan(200);
    assertThat(opened.securityToken()).matches("@[A-Za-z0-9_-]{43}");
    assertThat(opened).asString().doesNotContain(opened.sessionToken());
    assertThat(sessions.open(mc)).isNotEqualTo(opened);
  }

  @Test
  void aSessionIsFoundInEveryProcessAndAfterARestart() throws Exception {
    Sessions.Opened opened = sessions.open(mc);

    assertThat(sessions.find(opened.sessionToken()).orElseThrow().principal()).isEqualTo(mc);
    assertThat(access(DEFAULTS).sessions().find(opened.sessionToken()).orElseThrow().principal())
        .isEqualTo(mc);
  }

  @Test
  void repeatedCallsNeedNoQuery() {
    Sessions.Opened opened = sessions.open(mc);
    sessions.find(opened.sessionToken());
    database.queriesSince();

    for (int i = 0; i < 1_000; i++) {
      assertThat(sessions.find(opened.sessionToken())).isPresent();
    }

    assertThat(database.queriesSince()).isZero();
  }

  @Test
  void aSessionEndsADayAfterItsLogonHoweverMuchItIsUsed() {
    Sessions.Opened opened = sessions.open(mc);
    for (int hour = 0; hour < 23; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(sessions.find(opened.sessionToken())).isPresent();
    }
    clock.advance(Duration.ofHours(1));

    assertThat(sessions.find(opened.sessionToken())).isEmpty();
  }

  @Test
  void aLogoffHoldsAtOnce() {
    Sessions.Opened opened = sessions.open(mc);
    Sessions.Opened other = sessions.open(mc);

    sessions.end(opened.sessionToken());

    assertThat(sessions.find(opened.sessionToken())).isEmpty();
    assertThat(sessions.find(other.sessionToken())).isPresent();
  }

  @Test
  void aNewPasswordEndsTheSessionsOpenedBefore() {
    Sessions.Opened before = sessions.open(mc);
    clock.advance(Duration.ofMillis(1));
    operators.setPassword("mc", "correct horse battery", null);
    Sessions.Opened after = sessions.open(mc);

    assertThat(sessions.find(before.sessionToken())).isEmpty();
    assertThat(sessions.find(after.sessionToken())).isPresent();
  }

  @Test
  void theRightsAreThoseOfTheTimeOfTheCall() {
    Sessions.Opened opened = sessions.open(mc);
    operators.create("mc", "secret", Set.of(Operator.ADMINISTRATION));

    assertThat(sessions.find(opened.sessionToken()).orElseThrow().principal().rights())
        .containsExactly(Operator.ADMINISTRATION);
  }

  @Test
  void aDisabledOperatorHasNoSessions() {
    Sessions.Opened opened = sessions.open(mc);
    operators.disable("mc");

    assertThat(sessions.find(opened.sessionToken())).isEmpty();
  }

  @Test
  void theSecurityTokenBelongsToOneSession() {
    Sessions.Opened one = sessions.open(mc);
    Sessions.Opened two = sessions.open(mc);
    Session session = sessions.find(one.sessionToken()).orElseThrow();

    assertThat(session.provenBy(one.securityToken(), clock.instant())).isTrue();
    assertThat(session.provenBy(two.securityToken(), clock.instant())).isFalse();
    assertThat(session.provenBy("", clock.instant())).isFalse();
  }

  @Test
  void aTokenThatWasTamperedWithIsNone() {
    String token = sessions.open(mc).sessionToken();

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = token.substring(0, i) + other + token.substring(i + 1);
      // the last character of Base64 may carry bits that count for nothing
      if (i < token.length() - 1) {
        assertThat(sessions.find(tampered)).as("position %d", i).isEmpty();
      }
    }
  }

  @Test
  void anotherSecretMakesOtherTokens() throws Exception {
    Settings secret =
        Settings.of(Map.of("access.cluster.secret", "0123456789abcdef0123456789abcdef"));
    String token = sessions.open(mc).sessionToken();

    assertThat(access(secret).sessions().find(token)).isEmpty();
  }

  @Test
  void nothingOfAnOpenSessionIsStored() throws Exception {
    sessions.open(mc);

    assertThat(database.value("SELECT count(*) FROM revocation")).isEqualTo("0");
  }
}
