package io.herald.execution.collect.rest;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The opaque key of an event (DM-4): {@code @} and URL-safe Base64 of the 64-bit id, which names
 * the instance, and of the first 128 bits of an HMAC-SHA256 over it. It cannot be guessed or made
 * up, and stays valid as long as the key of this class does. Safe for use by many threads.
 */
public final class PKeys {
  private static final int ID_BYTES = 8;
  private static final int TAG_BYTES = 16;
  private static final int TEXT_LENGTH = 1 + (ID_BYTES + TAG_BYTES) * 4 / 3;

  private final SecretKeySpec secret;

  /**
   * @param secret at least 16 bytes, the same on every instance of the organization, for good
   * @throws IllegalArgumentException when it is shorter
   */
  public PKeys(byte[] secret) {
    if (secret.length < 16) {
      throw new IllegalArgumentException("the secret of event keys has at least 16 bytes");
    }
    this.secret = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** The key of an event: 33 characters. */
  public String of(long id) {
    byte[] bytes = ByteBuffer.allocate(ID_BYTES + TAG_BYTES).putLong(id).put(tag(id)).array();
    return "@" + Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** The id of an event; empty when the text is not a key made here. */
  public OptionalLong read(String text) {
    if (text.length() != TEXT_LENGTH || text.charAt(0) != '@') {
      return OptionalLong.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text.substring(1));
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
    if (bytes.length != ID_BYTES + TAG_BYTES) {
      return OptionalLong.empty();
    }
    long id = ByteBuffer.wrap(bytes).getLong();
    byte[] claimed = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
    return MessageDigest.isEqual(tag(id), claimed) ? OptionalLong.of(id) : OptionalLong.empty();
  }

  private byte[] tag(long id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] message = ByteBuffer.allocate(ID_BYTES).putLong(id).array();
      return Arrays.copyOf(mac.doFinal(message), TAG_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
