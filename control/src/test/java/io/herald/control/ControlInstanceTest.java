package io.herald.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.config.Settings;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.net.BindException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

/** Starting and stopping the control instance. */
@ControlTest
class ControlInstanceTest {
  @Test
  void twoInOneProcessDoNotTouchEachOther(TestDatabase one) {
    try (TestDatabase other =
            TestDatabase.create(ControlInstance.MIGRATIONS.toArray(String[]::new));
        ControlUnderTest first = ControlUnderTest.start(one.open(4));
        ControlUnderTest second = ControlUnderTest.start(other.open(4))) {
      first.post("/v1/event-types", Samples.json(Samples.cartType()));

      assertThat(first.get("/v1/event-types/EVTcartAbandonment").status()).isEqualTo(200);
      assertThat(second.get("/v1/event-types/EVTcartAbandonment").status()).isEqualTo(404);
      assertThat(second.get("/v1/openapi.json").status()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsReportedAndNothingIsLeftRunning(TestDatabase database) {
    Database pool = database.open(4);
    try (ControlUnderTest first = ControlUnderTest.start(pool)) {
      String port = Integer.toString(first.instance().url().getPort());

      assertThatThrownBy(() -> ControlUnderTest.start(pool, Map.of("control.http.port", port)))
          .hasRootCauseInstanceOf(BindException.class)
          .hasStackTraceContaining(PortInUseException.class.getSimpleName());
      assertThat(first.get("/v1/templates").status()).isEqualTo(200);
    }
  }

  @Test
  void withoutALinkSecretItDoesNotStartAndSaysWhatToDo(TestDatabase database) {
    Database pool = database.open(2);

    assertThatThrownBy(
            () ->
                new ControlInstance(
                    Settings.of(Map.of()),
                    pool,
                    (login, password, from) -> Optional.empty(),
                    Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("link secret");
  }

  @Test
  void withoutItsDatabaseItAsksCallersToComeBack(TestDatabase database) {
    Database pool = database.open(2);
    try (ControlUnderTest control = ControlUnderTest.start(pool)) {
      pool.close();

      assertThat(control.get("/v1/templates").status()).isEqualTo(503);
      assertThat(control.get("/v1/templates").header("Retry-After")).isEqualTo("1");
      assertThat(control.get("/healthz").status()).isEqualTo(200);
    }
  }
}
