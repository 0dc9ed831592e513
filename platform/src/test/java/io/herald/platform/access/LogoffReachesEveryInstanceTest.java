package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-14, SEC-20: a session holds on every instance of a cluster and ends on all of them. */
@Timeout(120)
class LogoffReachesEveryInstanceTest {
  private static final Set<String> RIGHTS = Set.of(Operator.MESSAGE_CENTER_EXECUTION);

  private final HandClock clock = new HandClock();
  private AccessDatabase first;

  @BeforeEach
  void open() throws Exception {
    first = new AccessDatabase();
  }

  private static Principal mc(Cell cell) {
    return new Principal.OfOperator(cell.access.operators().create("mc", "secret", RIGHTS));
  }

  @Test
  void onOneDatabaseALogoffIsHeardAtOnceAndWithoutLookingAround() throws Exception {
    // nobody looks by itself for as long as the test lasts: only the notification can help
    Map<String, String> rarely = Map.of("access.cache.freshness", "1h");
    try (Cell one = new Cell(first, clock, rarely);
        Cell two = new Cell(first, clock, rarely)) {
      Sessions.Opened session = one.access.sessions().open(mc(one));
      Sessions.Opened other = one.access.sessions().open(mc(one));
      assertThat(two.knows(session)).isTrue();

      one.access.sessions().end(session.sessionToken());

      assertThat(one.knows(session)).isFalse();
      assertThat(Cell.eventually(() -> !two.knows(session))).isTrue();
      assertThat(two.knows(other)).isTrue();
    }
  }

  @Test
  void aRestartForgetsNoLogoff() throws Exception {
    Sessions.Opened ended;
    Sessions.Opened open;
    try (Cell before = new Cell(first, clock, Map.of())) {
      ended = before.access.sessions().open(mc(before));
      open = before.access.sessions().open(mc(before));
      before.access.sessions().end(ended.sessionToken());
    }
    try (Cell after = new Cell(first, clock, Map.of())) {
      assertThat(after.knows(open)).isTrue();
      assertThat(after.knows(ended)).isFalse();
    }
  }

  @Test
  void whatWasMissedWhileTheConnectionWasLostIsReadAfterwards() throws Exception {
    try (Cell one = new Cell(first, clock, Map.of());
        Cell two = new Cell(first, clock, Map.of("access.cache.freshness", "100ms"))) {
      Sessions.Opened session = one.access.sessions().open(mc(one));
      first.value(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
              + " WHERE pid <> pg_backend_pid() AND (query LIKE 'LISTEN%' OR query LIKE '%FROM revocation%at > now()%')");

      one.access.sessions().end(session.sessionToken());

      assertThat(Cell.eventually(() -> !two.knows(session))).isTrue();
    }
  }

  @Test
  void anotherCellIsToldThoughItHasItsOwnDatabase() throws Exception {
    AccessDatabase second = AccessDatabase.ofAnotherCell();
    Map<String, String> shared = Map.of("access.cluster.secret", Cell.SECRET);
    try (Cell two = new Cell(second, clock, shared);
        Cell one =
            new Cell(
                first,
                clock,
                Map.of("access.cluster.secret", Cell.SECRET, "access.peers", two.url()))) {
      Principal operator = mc(one);
      mc(two);
      Sessions.Opened session = one.access.sessions().open(operator);
      assertThat(two.knows(session)).isTrue();

      one.access.sessions().end(session.sessionToken());

      assertThat(Cell.eventually(() -> !two.knows(session))).isTrue();
    }
  }

  @Test
  void aCellThatWasAwayIsToldWhenItIsBack() throws Exception {
    AccessDatabase second = AccessDatabase.ofAnotherCell();
    Map<String, String> shared = Map.of("access.cluster.secret", Cell.SECRET);
    Cell away = new Cell(second, clock, shared);
    int port = away.port();
    mc(away);
    away.close();
    try (Cell one =
        new Cell(
            first,
            clock,
            Map.of(
                "access.cluster.secret",
                Cell.SECRET,
                "access.peers",
                "http://127.0.0.1:" + port))) {
      Sessions.Opened session = one.access.sessions().open(mc(one));
      one.access.sessions().end(session.sessionToken());
      try (Cell back = new Cell(second, clock, port, shared)) {
        assertThat(Cell.eventually(() -> !back.knows(session))).isTrue();
      }
    }
  }

  @Test
  void whoDoesNotHaveTheSecretCanEndNothing() throws Exception {
    try (Cell cell = new Cell(first, clock, Map.of("access.cluster.secret", Cell.SECRET))) {
      Sessions.Opened session = cell.access.sessions().open(mc(cell));
      String id = session.sessionToken().substring(3, 39);
      String message = id + " " + clock.instant().plus(Duration.ofDays(1)).toEpochMilli() + "\n";

      assertThat(cell.post(ClusterServlet.PATH, message).statusCode()).isEqualTo(403);
      assertThat(
              cell.post(ClusterServlet.PATH, message, ClusterServlet.SIGNATURE, "AAAA")
                  .statusCode())
          .isEqualTo(403);
      assertThat(cell.knows(session)).isTrue();
    }
  }

  @Test
  void whatHasExpiredIsForgotten() throws Exception {
    try (Cell cell = new Cell(first, clock, Map.of("access.cache.freshness", "50ms"))) {
      Sessions.Opened session = cell.access.sessions().open(mc(cell));
      cell.access.sessions().end(session.sessionToken());
      assertThat(first.value("SELECT count(*) FROM revocation")).isEqualTo("1");

      clock.advance(Duration.ofHours(25));

      assertThat(Cell.eventually(() -> count().equals("0"))).isTrue();
      assertThat(cell.knows(session)).isFalse();
    }
  }

  private String count() {
    try {
      return first.value("SELECT count(*) FROM revocation");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
