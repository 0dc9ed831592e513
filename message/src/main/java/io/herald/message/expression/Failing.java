package io.herald.message.expression;

import java.io.Serial;

/** Leaves a computation; never leaves the package. */
final class Failing extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Computed.Failure failure;

  Failing(Computed.Failure failure) {
    super(failure.message(), null, false, false); // no stack trace: it is an answer, not a failure
    this.failure = failure;
  }

  Computed.Failure failure() {
    return failure;
  }
}
