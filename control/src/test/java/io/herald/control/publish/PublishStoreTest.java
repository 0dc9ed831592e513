package io.herald.control.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.Samples;
import io.herald.control.design.Author;
import io.herald.message.link.Publication;
import io.herald.message.template.FrozenLibrary;
import io.herald.platform.http.operation.ApiJson;
import io.herald.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every statement of the store runs on the migrated schema, and the schema guards its states. */
@ControlTest
class PublishStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Author AUTHOR = new Author("marketer", NOW);

  @Test
  void anEmptyDatabaseHasNothingOfAnything(TestDatabase database) {
    PublishStore store = store(database);

    assertThat(store.nextVersion("none")).isEqualTo(1);
    assertThat(store.unpublish("none")).isEmpty();
    assertThat(store.wanted()).isEmpty();
    assertThat(store.pause("none", AUTHOR)).isEmpty();
    assertThat(store.resume("none")).isEmpty();
    assertThat(store.standing("none")).isEmpty();
    assertThat(store.liveVersion("none")).isEmpty();
    assertThat(store.publication("none", 1)).isEmpty();
    assertThat(store.versions("none", 10, 10)).isEmpty();
    assertThat(store.live(List.of("none"))).isEmpty();
  }

  @Test
  void aVersionCannotBeChangedAfterwards(TestDatabase database) throws SQLException {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4))) {
      control.post("/v1/event-types", Samples.json(Samples.cartType()));
      control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
      control.post("/v1/templates/RTEVTcartAbandonment:publish", "");
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("UPDATE template_version SET published_by = 'x'"))
          .hasMessageContaining("frozen");
      assertThatThrownBy(() -> statement.execute("DELETE FROM event_type"))
          .hasMessageContaining("live_template");
    }
  }

  @Test
  void publishingAgainRevivesNothingThatIsNotLiveAnyMore(TestDatabase database) {
    try (ControlUnderTest control = ControlUnderTest.start(database.open(4))) {
      control.post("/v1/event-types", Samples.json(Samples.cartType()));
      control.post("/v1/templates", Samples.json(Samples.cartTemplate()));
      control.post("/v1/templates/RTEVTcartAbandonment:publish", "");
    }
    PublishStore store = store(database);
    Publication first = store.frozen("RTEVTcartAbandonment", 1).orElseThrow();

    assertThat(store.publish(numbered(first, 2), 1, 1, 1, "marketer", null)).isTrue();
    assertThat(store.publish(numbered(first, 3), 1, 1, 1, "marketer", null)).isFalse();
    assertThat(store.liveVersion(first.template())).contains(2);
    store.unpublish(first.template());
    assertThat(store.publish(numbered(first, 3), 1, 1, 2, "marketer", null)).isFalse();
    assertThat(store.liveVersion(first.template())).isEmpty();
    assertThat(store.publish(numbered(first, 3), 1, 1, null, "marketer", null)).isTrue();
  }

  private static Publication numbered(Publication other, int version) {
    return new Publication(
        other.template(),
        version,
        other.publishedAt(),
        other.eventType(),
        other.channel(),
        other.content(),
        other.delivery(),
        other.supplies());
  }

  private static PublishStore store(TestDatabase database) {
    DataSource source = database.open(2).dataSource();
    JsonMapper json = ApiJson.strictReading().build();
    return new PublishStore(
        source, json, new TakenStore(source, json, () -> FrozenLibrary.NOTHING));
  }
}
