package io.herald.platform.access;

import java.time.Instant;

/**
 * An open session; the tokens themselves are known only to the caller.
 *
 * @param operator who opened it
 * @param securityToken hash of the token that proves a call is not forged
 * @param expires when the session token ends
 * @param securityExpires when the security token ends
 */
record Session(
    Operator operator, TokenHash securityToken, Instant expires, Instant securityExpires) {
  /** Whether this security token belongs to the session and is still alive. */
  boolean provenBy(String token, Instant now) {
    return securityToken.matches(token) && now.isBefore(securityExpires);
  }
}
