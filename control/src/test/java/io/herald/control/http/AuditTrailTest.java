package io.herald.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.Samples;
import io.herald.platform.access.AuditLog;
import io.herald.platform.database.Database;
import io.herald.testkit.TestDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEC-35: who designed, published and registered what is in the audit log. */
@ControlTest
class AuditTrailTest {
  @Test
  void readingWhatRealPeopleWereSentIsThereAndFilesHaveTheirPath(TestDatabase database) {
    Database pool = database.open(4);
    try (ControlUnderTest control = ControlUnderTest.start(pool)) {
      control.delete("/v1/resources/contracts/none.pdf");
      control.get("/v1/event-types/none:export");
      control.post("/v1/templates/none:preview", "{\"ctx\": {}}");
      control.post("/v1/templates/none:preview", "{\"event\": \"1\"}");

      assertThat(new AuditLog(pool.dataSource(), Clock.systemUTC()).list(Long.MAX_VALUE, 10))
          .extracting(stored -> stored.entry().action() + " " + stored.entry().object())
          .containsExactly(
              "previewTemplate none", "exportEventType none", "deleteResource contracts/none.pdf");
    }
  }

  @Test
  void everyChangeIsThereWithActorAndOutcomeAndNoReadingIs(TestDatabase database) {
    Database pool = database.open(4);
    try (ControlUnderTest control = ControlUnderTest.start(pool)) {
      control.post("/v1/event-types", Samples.json(Samples.cartType()));
      control.get("/v1/event-types/EVTcartAbandonment");
      control.post("/v1/templates/nothing:publish", "");
      control.delete("/v1/event-types/EVTcartAbandonment");

      List<AuditLog.Entry> entries =
          new AuditLog(pool.dataSource(), Clock.systemUTC())
              .list(Long.MAX_VALUE, 10).stream().map(AuditLog.Stored::entry).toList();

      assertThat(entries)
          .extracting(AuditLog.Entry::action, AuditLog.Entry::object, AuditLog.Entry::outcome)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("deleteEventType", "EVTcartAbandonment", "done"),
              org.assertj.core.groups.Tuple.tuple("publishTemplate", "nothing", "refused with 404"),
              org.assertj.core.groups.Tuple.tuple("createEventType", "EVTcartAbandonment", "done"));
      assertThat(entries)
          .allSatisfy(
              entry -> {
                assertThat(entry.actor()).isEqualTo("marketer");
                assertThat(entry.address()).isEqualTo("127.0.0.1");
                assertThat(entry.requestId()).hasSize(16);
              });
    }
  }
}
