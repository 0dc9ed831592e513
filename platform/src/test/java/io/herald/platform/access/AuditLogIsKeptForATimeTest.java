package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RPT-44: what was kept long enough goes. */
@Timeout(120)
class AuditLogIsKeptForATimeTest {
  @Test
  void oldEntriesGoAndYoungOnesStay() throws Exception {
    HandClock clock = new HandClock();
    AuditLog audit = new AuditLog(new AccessDatabase().dataSource(), clock);
    audit.record(new AuditLog.Entry("admin", "127.0.0.1", "operator.create", "old", "done", ""));
    clock.advance(Duration.ofDays(170));
    audit.record(new AuditLog.Entry("admin", "127.0.0.1", "operator.create", "young", "done", ""));
    audit.deleteBefore(clock.instant().minus(Duration.ofDays(180)));
    assertThat(audit.list(Long.MAX_VALUE, 10)).hasSize(2);

    clock.advance(Duration.ofDays(11));
    audit.deleteBefore(clock.instant().minus(Duration.ofDays(180)));

    assertThat(audit.list(Long.MAX_VALUE, 10))
        .singleElement()
        .extracting(stored -> stored.entry().object())
        .isEqualTo("young");
  }
}
