package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.design.Author;
import io.herald.platform.http.operation.ApiJson;
import io.herald.testkit.TestDatabase;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every statement of the store runs on the migrated schema. */
@ControlTest
class InstanceStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Author AUTHOR = new Author("marketer", NOW);

  @Test
  void anEmptyDatabaseHasNoInstances(TestDatabase database) {
    InstanceStore store = store(database);

    assertThat(store.instances()).isEmpty();
    assertThat(store.instance("none")).isEmpty();
    assertThat(store.change("none", "", URI.create("http://x"), true, AUTHOR)).isEmpty();
    assertThat(store.unregister("none")).isFalse();
  }

  @Test
  void whatAnInstanceHasReplacesWhatItHadBefore(TestDatabase database) {
    InstanceStore store = store(database);
    long id =
        store
            .register("one", "One", URI.create("http://127.0.0.1:1"), true, AUTHOR)
            .orElseThrow()
            .instance()
            .id();

    store.recordFailure(id, "away");
    assertThat(store.instance("one").orElseThrow().lastError()).isEqualTo("away");
    store.recordState(
        id, 5, Map.of("a", new Standing(1, false), "b", new Standing(2, false)), null, NOW);
    store.recordState(
        id, 5, Map.of("b", new Standing(2, true), "c", new Standing(1, false)), "trouble", NOW);
    store.recordContact(id, NOW.plusSeconds(2));
    store.recordState(id + 1, 6, Map.of("z", new Standing(1, false)), null, NOW);

    RegisteredInstance one = store.instance("one").orElseThrow();
    assertThat(one.live())
        .containsExactly(
            new RegisteredInstance.LiveVersion("b", 2, true),
            new RegisteredInstance.LiveVersion("c", 1, false));
    assertThat(one.instanceId()).isEqualTo(5);
    assertThat(one.lastError()).isEqualTo("trouble");
    assertThat(one.lastContact()).isEqualTo(NOW.plusSeconds(2));
    assertThat(store.register("one", "", URI.create("http://x"), true, AUTHOR)).isEmpty();
    assertThat(store.unregister("one")).isTrue();
  }

  private static InstanceStore store(TestDatabase database) {
    return new InstanceStore(database.open(2).dataSource(), ApiJson.strictReading().build());
  }
}
