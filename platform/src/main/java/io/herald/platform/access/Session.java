package io.herald.platform.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * An open session, as its token tells it.
 *
 * @param id by which it is ended
 * @param principal who opened it, with the rights of now
 * @param expires when the session token ends
 * @param securityToken the token that proves a call is not forged
 * @param securityExpires when that one ends
 */
record Session(
    UUID id, Principal principal, Instant expires, byte[] securityToken, Instant securityExpires) {
  /** Whether this security token belongs to the session and is still alive. */
  boolean provenBy(String token, Instant now) {
    return MessageDigest.isEqual(
            securityToken, token.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        && now.isBefore(securityExpires);
  }
}
