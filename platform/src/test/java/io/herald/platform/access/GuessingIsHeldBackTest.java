package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-21, SEC-35: many logins from one address, and an audit log nobody can flood. */
@Timeout(120)
class GuessingIsHeldBackTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.2");

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private OperatorAccounts operators;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    operators =
        new OperatorAccounts(
            database.dataSource(),
            Settings.of(
                Map.of("access.password.cost", "4", "access.lockout.address-failures", "20")),
            clock,
            new SecureRandom());
    operators.create("mc", "correct horse", Set.of());
    operators.create("late", "correct horse", Set.of());
  }

  private void guess(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(operators.authenticate("random" + i, "guess", HERE)).isEmpty();
    }
  }

  @Test
  void anAddressThatTriesManyLoginsIsLockedForAllThatWereNotRightBefore() {
    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
    guess(20);

    assertThat(operators.authenticate("late", "correct horse", HERE)).isEmpty();
    // who shares the address with the guesser and was right before works on
    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
    assertThat(operators.authenticate("late", "correct horse", ELSEWHERE)).isPresent();
    clock.advance(Duration.ofSeconds(61));
    assertThat(operators.authenticate("late", "correct horse", HERE)).isPresent();
  }

  @Test
  void failuresAreInTheAuditLogButOnlySoOften() throws Exception {
    guess(500);

    assertThat(database.value("SELECT count(*) FROM audit_log"))
        .isEqualTo(Integer.toString(AuditLog.FAILURES_PER_ADDRESS));
    assertThat(database.value("SELECT outcome FROM audit_log ORDER BY id DESC LIMIT 1"))
        .contains("not listed");
  }

  @Test
  void aLoginNobodyHasIsNotWrittenDownBecauseItMayBeAPassword() throws Exception {
    operators.authenticate("my-secret-password", "mc", HERE);

    assertThat(database.value("SELECT audit_log::text FROM audit_log"))
        .contains("192.0.2.1")
        .doesNotContain("my-secret-password");
  }
}
