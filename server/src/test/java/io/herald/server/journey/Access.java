package io.herald.server.journey;

import io.herald.server.Credentials;

/** What lets a caller in through both doors, and control through the link. */
record Access(
    String agentLogin,
    String agentPassword,
    String organization,
    String apiKey,
    String accessToken,
    String linkSecret) {

  /** What a product made for itself at its first start. */
  static Access of(Credentials credentials) {
    return new Access(
        credentials.agentLogin(),
        credentials.agentPassword(),
        credentials.organization(),
        credentials.apiKey(),
        credentials.accessToken(),
        credentials.linkSecret());
  }
}
