package io.herald.execution.collect.api;

import io.herald.platform.access.ApiGate;
import io.herald.platform.access.Principal;
import io.herald.platform.access.Right;
import io.herald.platform.http.operation.Call;
import io.herald.platform.http.operation.Problem;
import io.herald.platform.http.operation.Refused;

/** What a caller may do beyond the right of the operation itself. Immutable. */
final class Rights {
  /** No event type has this name; only who may send every type may send it. */
  private static final String EVERY_TYPE = "*";

  private final Principal who;

  private Rights(Principal who) {
    this.who = who;
  }

  static Rights of(Call call) {
    return new Rights(((ApiGate.Known) call.identity()).principal());
  }

  /** Whose wish it is, for audit trail and keys. */
  String key() {
    return who.key();
  }

  boolean maySend(String eventType) {
    return who.maySend(eventType);
  }

  boolean maySendEveryType() {
    return who.maySend(EVERY_TYPE);
  }

  /** Whether addresses and data may be shown (SEC-6). */
  boolean maySeePersonalData() {
    return who.maySeePersonalData();
  }

  /** For a caller that may send events of other types. */
  static Problem mayNotSend() {
    return Problem.missingRight("This caller may not send events of this type.").about("type");
  }

  static Refused mayNotSearchAddresses() {
    return Refused.of(
        Problem.missingRight(
                "Looking for an address takes the right "
                    + Right.PRIVATE_DATA_VIEW.label()
                    + " or the scope personal; externalId can be looked for without it.")
            .about("address"));
  }
}
