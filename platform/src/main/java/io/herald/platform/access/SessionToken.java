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
import org.jspecify.annotations.Nullable;

/**
 * What a session token says. Its text is {@code ___}, the session's UUID, a dot, and in URL-safe
 * Base64 these claims followed by an HMAC-SHA256 over all of it: legal in a header, a cookie and
 * XML, and without a slash, which would make it a login and password.
 *
 * @param id the session's own
 * @param kind whose it is
 * @param subject the operator's login or the API client's id
 * @param grounds what an API client was let in for
 * @param issued in milliseconds
 * @param expires in milliseconds
 * @param securityExpires in milliseconds, of the security token
 */
record SessionToken(
    UUID id,
    Kind kind,
    String subject,
    Grounds grounds,
    Instant issued,
    Instant expires,
    Instant securityExpires) {
  /** Longer ones are not looked at. */
  static final int MAX_LENGTH = 4096;

  private static final String PREFIX = "___";
  private static final int UUID_LENGTH = 36;
  private static final int MAC_BYTES = 32;
  private static final byte VERSION = 2;
  private static final int FIXED_BYTES = 2 + 3 * Long.BYTES;

  /** Whose session it is. */
  enum Kind {
    OPERATOR,
    CLIENT
  }

  /**
   * What an API client's session stands on, and falls with.
   *
   * @param scopes of its access token; empty for an operator
   * @param accessToken the token's id; null: it has none
   * @param secretMark names the secret the token was got with; null: none
   */
  record Grounds(String scopes, @Nullable UUID accessToken, @Nullable String secretMark) {
    static final Grounds NONE = new Grounds("", null, null);

    private String text() {
      return scopes
          + "\n"
          + (accessToken == null ? "" : accessToken)
          + "\n"
          + (secretMark == null ? "" : secretMark);
    }

    private static Grounds of(String scopes, String accessToken, String secretMark) {
      return new Grounds(
          scopes,
          accessToken.isEmpty() ? null : UUID.fromString(accessToken),
          secretMark.isEmpty() ? null : secretMark);
    }
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
    byte[] texts = (subject + "\n" + grounds.text()).getBytes(UTF_8);
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
    String[] texts = UTF_8.decode(claims).toString().split("\n", -1);
    if (texts.length != 4) {
      return Optional.empty();
    }
    return Optional.of(
        new SessionToken(
            id,
            kind,
            texts[0],
            Grounds.of(texts[1], texts[2], texts[3]),
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
