package io.herald.execution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.Books;
import io.herald.testkit.Migrations;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-9: whichever process takes a key first, both know only one event. */
@ExtendWith(TestDatabaseExtension.class)
@Migrations("io/herald/execution/migration")
class OneKeyInTwoProcessesTest {
  private static final int KEYS = 400;

  @Test
  void bothAnswerTheSameId(TestDatabase database) throws Exception {
    Random random = new Random(20260504);
    try (Appenders one = Appenders.start(database, Clock.systemUTC(), "one");
        Appenders two = Appenders.start(database, Clock.systemUTC(), "two")) {
      List<Integer> keys = new ArrayList<>();
      for (int key = 0; key < KEYS; key++) {
        keys.add(key);
      }
      Map<Integer, List<CompletableFuture<Appended>>> answers = new HashMap<>();
      for (int round = 0; round < 2; round++) {
        // different orders, and lists of several, so that the groups of both overlap crosswise
        for (Appenders process : List.of(one, two)) {
          Collections.shuffle(keys, random);
          for (int key : keys) {
            CompletableFuture<Appended> answer =
                process.appender.offer(
                    List.of(
                        Submission.of(Appenders.event("new@example.com")),
                        Appenders.keyed("k" + key, key + "@example.com")));
            answers
                .computeIfAbsent(key, k -> new ArrayList<>())
                .add(Objects.requireNonNull(answer));
          }
        }
      }

      Set<Long> ids = new HashSet<>();
      for (List<CompletableFuture<Appended>> ofOneKey : answers.values()) {
        Set<Long> same = new HashSet<>();
        int fresh = 0;
        for (CompletableFuture<Appended> answer : ofOneKey) {
          Appended.Stored stored = (Appended.Stored) answer.get(30, TimeUnit.SECONDS);
          assertThat(stored.events().getFirst().repeated()).isFalse();
          same.add(stored.events().getLast().id());
          fresh += stored.events().getLast().repeated() ? 0 : 1;
        }
        assertThat(same).hasSize(1);
        assertThat(fresh).isEqualTo(1);
        ids.addAll(same);
      }
      assertThat(ids).hasSize(KEYS);
    }
    Books.mustBalance(database);
  }
}
