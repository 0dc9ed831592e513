package io.herald.message.surroundings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.message.template.Surroundings.Answer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts texts for links, such as {@code cryptedId} (TPL-44): AES-256 in GCM, with a nonce of its
 * own for each text, written so that it needs no escaping in a URL. What somebody changed is
 * refused. Safe for use by many threads.
 */
public final class TextCipher {
  /** Bytes of the key. */
  public static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_CHARACTERS = 10_000;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final Answer NO_KEY =
      new Answer.Refused(
          "this instance has no key: set template.crypt-key to the same "
              + KEY_BYTES
              + " bytes in base64 on every instance");

  private final @Nullable SecretKeySpec key;
  private final SecureRandom random;

  private TextCipher(@Nullable SecretKeySpec key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /**
   * @param base64 the key; empty: everything is refused
   * @throws IllegalArgumentException when it is no base64 of {@value #KEY_BYTES} bytes
   */
  public static TextCipher of(String base64, SecureRandom random) {
    return new TextCipher(base64.isEmpty() ? null : key(base64), random);
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when it is no base64 of {@value #KEY_BYTES} bytes
   */
  private static SecretKeySpec key(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expects " + KEY_BYTES + " bytes in base64", e);
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("expects " + KEY_BYTES + " bytes in base64");
    }
    return new SecretKeySpec(bytes, "AES");
  }

  Answer encrypted(String text) {
    if (key == null) {
      return NO_KEY;
    }
    if (text.length() > MOST_CHARACTERS) {
      return new Answer.Refused("the text has more than " + MOST_CHARACTERS + " characters");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(text.getBytes(UTF_8));
      return new Answer.Text(
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + TRANSFORMATION, e);
    }
  }

  Answer decrypted(String text) {
    if (key == null) {
      return NO_KEY;
    }
    Answer foreign = new Answer.Refused("the text was not encrypted with the key of this instance");
    try {
      byte[] all = Base64.getUrlDecoder().decode(text.strip());
      if (all.length < NONCE_BYTES + TAG_BITS / 8) {
        return foreign;
      }
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
      return new Answer.Text(
          new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), UTF_8));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return foreign;
    }
  }
}
