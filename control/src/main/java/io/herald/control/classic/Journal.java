package io.herald.control.classic;

import io.herald.platform.access.AuditLog;
import io.herald.platform.access.Principal;
import io.herald.platform.http.RequestIds;
import io.herald.platform.soap.SoapExchange;
import org.jspecify.annotations.Nullable;

/** Writes to the audit log what one call did, or tried (SEC-35). For one call. */
record Journal(AuditLog audit, SoapExchange exchange, Principal who) {
  static final String DONE = "done";

  /**
   * Writes an entry.
   *
   * @throws io.herald.platform.access.AccessUnavailable when it cannot be written
   */
  void note(String action, String object, String outcome) {
    @Nullable String requestId = exchange.response().getHeader(RequestIds.HEADER);
    audit.record(
        new AuditLog.Entry(
            who.name(),
            exchange.caller().address().getHostAddress(),
            action,
            object,
            outcome,
            requestId == null ? "" : requestId));
  }
}
