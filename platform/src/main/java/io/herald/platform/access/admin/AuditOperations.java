package io.herald.platform.access.admin;

import io.herald.platform.access.AuditLog;
import io.herald.platform.http.operation.Answer;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Described;
import io.herald.platform.http.operation.Operation;
import io.herald.platform.http.operation.Parameter;
import io.herald.platform.http.operation.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/audit-log}: who did what (SEC-35). */
final class AuditOperations {
  private static final AuditLine EXAMPLE =
      new AuditLine(
          "7",
          Instant.parse("2026-01-31T10:00:00Z"),
          "admin",
          "10.0.0.7",
          "api-client.rotate-secret",
          "shop-4f1c",
          "done",
          "00f1e2d3c4b5a697");

  private final AuditLog audit;

  AuditOperations(AuditLog audit) {
    this.audit = audit;
  }

  /** A line of the audit log. */
  @Described("A line of the audit log")
  record AuditLine(
      String id,
      Instant at,
      @Described("Operator or API client; empty when it was not known") String actor,
      @Described("Where the call came from") String address,
      String action,
      @Described("What it was done to") String object,
      @Described("done, or why not") String outcome,
      @Described("The X-Request-Id of the answer; may be empty") String requestId) {}

  /** A page of the audit log. */
  @Described("A page of the audit log, the latest first")
  record AuditPage(
      List<AuditLine> items,
      @Described("Read on with this as 'before'; left out at the end") @Nullable String next) {}

  List<Operation> all() {
    return List.of(
        Operation.get("/v1/audit-log")
            .named("listAuditLog", "Audit log")
            .needs(Administration.RIGHT)
            .does("Read who did what, the latest first", "")
            .knows(Administration.limit())
            .knows(
                Parameter.query(
                    "before", new Parameter.Form.Id(), "The 'next' of the page before", "7"))
            .answers(200, "A page", AuditPage.class, new AuditPage(List.of(EXAMPLE), "7"))
            .by(this::list));
  }

  private Reply list(Call call) {
    int limit = Administration.limit(call);
    List<AuditLine> lines =
        audit.list(call.number("before", Long.MAX_VALUE), limit).stream()
            .map(AuditOperations::line)
            .toList();
    return Answer.ok(new AuditPage(lines, lines.size() < limit ? null : lines.getLast().id()));
  }

  private static AuditLine line(AuditLog.Stored stored) {
    AuditLog.Entry entry = stored.entry();
    return new AuditLine(
        Long.toString(stored.id()),
        stored.at(),
        entry.actor(),
        entry.address(),
        entry.action(),
        entry.object(),
        entry.outcome(),
        entry.requestId());
  }
}
