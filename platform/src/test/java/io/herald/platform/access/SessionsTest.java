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
  private Operator mc;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    operators = new OperatorAccounts(database.dataSource(), DEFAULTS, clock, new SecureRandom());
    sessions = sessions();
    mc = operators.create("mc", "secret", Set.of(Operator.MESSAGE_CENTER_EXECUTION));
  }

  private Sessions sessions() {
    return new Sessions(database.dataSource(), DEFAULTS, clock, new SecureRandom());
  }

  @Test
  void tokensHaveTheFormClientsKnow() {
    Sessions.Opened opened = sessions.open(mc);

    assertThat(opened.sessionToken()).matches("___[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(opened.sessionToken()).hasSize(39);
    assertThat(opened.securityToken()).matches("@[A-Za-z0-9_-]{43}");
    assertThat(opened).asString().doesNotContain(opened.sessionToken());
    assertThat(sessions.open(mc)).isNotEqualTo(opened);
  }

  @Test
  void aSessionIsFoundInEveryProcessAndAfterARestart() {
    Sessions.Opened opened = sessions.open(mc);

    assertThat(sessions.find(opened.sessionToken()).orElseThrow().operator()).isEqualTo(mc);
    assertThat(sessions().find(opened.sessionToken()).orElseThrow().operator()).isEqualTo(mc);
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
  void aLogoffHoldsAtOnceHereAndSoonInOtherProcesses() {
    Sessions otherProcess = sessions();
    Sessions.Opened opened = sessions.open(mc);
    assertThat(otherProcess.find(opened.sessionToken())).isPresent();

    sessions.end(opened.sessionToken());

    assertThat(sessions.find(opened.sessionToken())).isEmpty();
    clock.advance(Duration.ofSeconds(11));
    assertThat(otherProcess.find(opened.sessionToken())).isEmpty();
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
  void tokensAreNotInTheDatabaseAndExpiredOnesAreRemoved() throws Exception {
    Sessions.Opened opened = sessions.open(mc);
    assertThat(database.value("SELECT session::text FROM session"))
        .doesNotContain(opened.sessionToken())
        .doesNotContain(opened.securityToken());

    clock.advance(Duration.ofHours(25));
    sessions.open(mc);

    assertThat(database.value("SELECT count(*) FROM session")).isEqualTo("1");
  }
}
