package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-2, SEC-21: passwords, checked fast and guessed slowly. */
@Timeout(120)
class OperatorAccountsTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.2");
  private static final Settings CHEAP =
      Settings.of(Map.of("access.password.cost", "4", "access.lockout.failures", "3"));

  private final HandClock clock = new HandClock();
  private AccessDatabase database;
  private OperatorAccounts operators;

  @BeforeEach
  void open() throws Exception {
    database = new AccessDatabase();
    operators = accounts(CHEAP);
  }

  private OperatorAccounts accounts(Settings settings) {
    return new OperatorAccounts(database.dataSource(), settings, clock, new SecureRandom());
  }

  @Test
  void theRightPasswordGivesTheOperatorWithItsRights() {
    operators.create("mc", "correct horse", Set.of(Operator.MESSAGE_CENTER_EXECUTION));

    Operator operator = operators.authenticate("mc", "correct horse", HERE).orElseThrow();

    assertThat(operator.login()).isEqualTo("mc");
    assertThat(operator.may(Operator.MESSAGE_CENTER_EXECUTION)).isTrue();
    assertThat(operator.may(Operator.ADMINISTRATION)).isFalse();
    assertThat(operators.authenticate("mc", "correct horse ", HERE)).isEmpty();
    assertThat(operators.authenticate("mc", "", HERE)).isEmpty();
    assertThat(operators.authenticate("MC", "correct horse", HERE)).isEmpty();
    assertThat(operators.authenticate("nobody", "correct horse", HERE)).isEmpty();
  }

  @Test
  void aPasswordIsComparedToItsLastCharacterHoweverLong() {
    String longPassword = "x".repeat(200);
    operators.create("mc", longPassword + "a", Set.of());

    assertThat(operators.authenticate("mc", longPassword + "a", HERE)).isPresent();
    assertThat(operators.authenticate("mc", longPassword + "b", HERE)).isEmpty();
  }

  @Test
  void thePasswordIsNotInTheDatabase() throws Exception {
    operators.create("mc", "correct horse", Set.of());

    assertThat(database.value("SELECT operator::text FROM operator"))
        .doesNotContain("correct horse")
        .contains("$2b$04$");
  }

  @Test
  void callsAfterTheFirstNeedNoQueryAndNoBcrypt() {
    OperatorAccounts costly = accounts(Settings.of(Map.of("access.password.cost", "12")));
    costly.create("mc", "correct horse", Set.of());
    costly.authenticate("mc", "correct horse", HERE);
    database.queriesSince();

    long began = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(costly.authenticate("mc", "correct horse", HERE)).isPresent();
    }
    Duration spent = Duration.ofNanos(System.nanoTime() - began);

    assertThat(database.queriesSince()).isZero();
    // one check of cost 12 takes some 200 ms: a thousand of them would take minutes
    assertThat(spent).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void manyFirstCallsAtOnceShareOneCheck() throws Exception {
    OperatorAccounts costly = accounts(Settings.of(Map.of("access.password.cost", "12")));
    costly.create("mc", "correct horse", Set.of());
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> call = () -> costly.authenticate("mc", "correct horse", HERE).isPresent();
      for (Future<Boolean> admitted : callers.invokeAll(Collections.nCopies(200, call))) {
        assertThat(admitted.get()).isTrue();
      }
    }
  }

  @Test
  void aChangedPasswordHoldsAtOnceHereAndSoonInOtherProcesses() {
    OperatorAccounts otherProcess = accounts(CHEAP);
    operators.create("mc", "before", Set.of());
    assertThat(operators.authenticate("mc", "before", HERE)).isPresent();
    assertThat(otherProcess.authenticate("mc", "before", HERE)).isPresent();

    operators.create("mc", "after", Set.of());

    assertThat(operators.authenticate("mc", "before", HERE)).isEmpty();
    assertThat(operators.authenticate("mc", "after", HERE)).isPresent();
    clock.advance(Duration.ofSeconds(11));
    assertThat(otherProcess.authenticate("mc", "before", HERE)).isEmpty();
    assertThat(otherProcess.authenticate("mc", "after", HERE)).isPresent();
  }

  @Test
  void aDisabledOperatorIsRefusedEvenIfItsPasswordWasJustRight() {
    operators.create("mc", "correct horse", Set.of());
    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();

    operators.disable("mc");

    assertThat(operators.authenticate("mc", "correct horse", HERE)).isEmpty();
  }

  @Test
  void repeatedFailuresLockTheLoginOutFromThatAddressForAWhile() {
    operators.create("mc", "correct horse", Set.of());
    for (int i = 0; i < 3; i++) {
      assertThat(operators.authenticate("mc", "wrong", HERE)).isEmpty();
    }

    assertThat(operators.authenticate("mc", "correct horse", HERE)).isEmpty();
    assertThat(operators.authenticate("mc", "correct horse", ELSEWHERE)).isPresent();
    clock.advance(Duration.ofSeconds(61));
    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
  }

  @Test
  void aSuccessForgetsEarlierFailures() {
    operators.create("mc", "correct horse", Set.of());
    for (int round = 0; round < 3; round++) {
      operators.authenticate("mc", "wrong", HERE);
      operators.authenticate("mc", "wrong", HERE);
      assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
    }
  }

  @Test
  void creatingTwiceIsTheSameAsOnce() throws Exception {
    Operator first = operators.create("mc", "correct horse", Set.of("A"));
    String hash = database.value("SELECT password_hash FROM operator");

    Operator second = operators.create("mc", "correct horse", Set.of("A"));

    assertThat(second).isEqualTo(first);
    assertThat(database.value("SELECT password_hash FROM operator")).isEqualTo(hash);
  }

  @Test
  void aLoginThatCouldNotBeSentInlineIsRefused() {
    for (String login : List.of("", "a/b", "a b", "a\n", "x".repeat(65))) {
      assertThatThrownBy(() -> operators.create(login, "secret", Set.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(operators.authenticate(login, "secret", HERE)).isEmpty();
    }
  }

  @Test
  void withoutTheDatabaseItIsNotKnownWhoMayComeIn() {
    operators.create("mc", "correct horse", Set.of());
    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
    database.takeDown();

    assertThat(operators.authenticate("mc", "correct horse", HERE)).isPresent();
    clock.advance(Duration.ofSeconds(11));
    assertThatThrownBy(() -> operators.authenticate("mc", "correct horse", HERE))
        .isInstanceOf(AccessUnavailable.class);
  }
}
