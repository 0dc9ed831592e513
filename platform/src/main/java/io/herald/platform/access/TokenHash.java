package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a token: what is stored and looked up in its place. Plain hashing is enough
 * because tokens are random and at least 122 bits long.
 *
 * @param hex 64 hexadecimal digits
 */
record TokenHash(String hex) {
  static TokenHash of(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return of(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  static TokenHash of(byte[] hash) {
    return new TokenHash(HexFormat.of().formatHex(hash));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** Whether the token has this hash; takes the same time wherever they differ. */
  boolean matches(String token) {
    return MessageDigest.isEqual(bytes(), of(token).bytes());
  }
}
