package io.herald.platform.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * What a session token says. Its text is {@code ___}, the session's UUID, a dot, and in URL-safe
 * Base64 these claims followed by an HMAC-SHA256 over all of it: legal in a header, a cookie and
 * XML, and without a slash, which would make it a login and password.
 *
 * @param id the session's own
 * @param kind whose it is
 * @param subject the operator's login or the API client's id
 * @param scopes of the API client's access token; empty for an operator
 * @param issued in milliseconds
 * @param expires in milliseconds
 * @param securityExpires in milliseconds, of the security token
 */
record SessionToken(
    UUID id,
    Kind kind,
    String subject,
    String scopes,
    Instant issued,
    Instant expires,
    Instant securityExpires) {
  /** Longer ones are not looked at. */
  static final int MAX_LENGTH = 4096;

  private static final String PREFIX = "___";
  private static final int UUID_LENGTH = 36;
  private static final int MAC_BYTES = 32;
  private static final byte VERSION = 1;
  private static final int FIXED_BYTES = 2 + 3 * Long.BYTES;

  /** Whose session it is. */
  enum Kind {
    OPERATOR,
    CLIENT
  }

  /** As the caller gets it. */
  String text(SecretKey key) {
    byte[] claims = claims();
    byte[] mac = mac(key, id, claims);
    byte[] all = ByteBuffer.allocate(claims.length + mac.length).put(claims).put(mac).array();
    return PREFIX + id + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** What a genuine token says, expired or not; empty when it was not made with this key. */
  static Optional<SessionToken> read(String text, SecretKey key) {
    int dot = PREFIX.length() + UUID_LENGTH;
    if (text.length() > MAX_LENGTH
        || text.length() <= dot
        || !text.startsWith(PREFIX)
        || text.charAt(dot) != '.') {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(text.substring(PREFIX.length(), dot));
      byte[] all = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      // one session, one text: no other spelling of the id
      if (all.length < FIXED_BYTES + MAC_BYTES
          || !text.startsWith(id.toString(), PREFIX.length())) {
        return Optional.empty();
      }
      byte[] claims = Arrays.copyOf(all, all.length - MAC_BYTES);
      byte[] mac = Arrays.copyOfRange(all, claims.length, all.length);
      return MessageDigest.isEqual(mac, mac(key, id, claims))
          ? parse(id, ByteBuffer.wrap(claims))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] claims() {
    byte[] texts = (subject + "\n" + scopes).getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + texts.length)
        .put(VERSION)
        .put((byte) kind.ordinal())
        .putLong(issued.toEpochMilli())
        .putLong(expires.toEpochMilli())
        .putLong(securityExpires.toEpochMilli())
        .put(texts)
        .array();
  }

  /** Only for claims whose HMAC was right. */
  private static Optional<SessionToken> parse(UUID id, ByteBuffer claims) {
    if (claims.get() != VERSION) {
      return Optional.empty();
    }
    Kind kind = Kind.values()[claims.get()];
    Instant issued = Instant.ofEpochMilli(claims.getLong());
    Instant expires = Instant.ofEpochMilli(claims.getLong());
    Instant securityExpires = Instant.ofEpochMilli(claims.getLong());
    String texts = UTF_8.decode(claims).toString();
    int end = texts.indexOf('\n');
    return Optional.of(
        new SessionToken(
            id,
            kind,
            texts.substring(0, end),
            texts.substring(end + 1),
            issued,
            expires,
            securityExpires));
  }

  private static byte[] mac(SecretKey key, UUID id, byte[] claims) {
    return ClusterKeys.mac(
        key,
        ByteBuffer.allocate(2 * Long.BYTES + claims.length)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(claims)
            .array());
  }
}
