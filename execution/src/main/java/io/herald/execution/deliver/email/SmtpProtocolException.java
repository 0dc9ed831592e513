package io.herald.execution.deliver.email;

import java.io.IOException;

/** The server is out of step with the protocol: nothing more can be said on this connection. */
final class SmtpProtocolException extends IOException {
  private static final long serialVersionUID = 1;

  SmtpProtocolException(String message) {
    super(message);
  }
}
