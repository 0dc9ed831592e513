package io.herald.message.expression;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Digests, identifiers and ciphers. A ciphertext is Base64 of 16 random bytes and the text's UTF-8
 * bytes in AES-CBC with PKCS #5 padding (NIST SP 800-38A, 6.2). CBC does not notice what was
 * changed on the way: nobody may decide by it whom to believe. Safe for use by many threads when
 * the random source is.
 */
final class SecretFunctions {
  private static final String AES = "AES/CBC/PKCS5Padding";
  private static final int BLOCK = 16;

  private final RandomGenerator random;
  private final @Nullable SecretKey key;

  SecretFunctions(RandomGenerator random, @Nullable SecretKey key) {
    this.random = random;
    this.key = key;
  }

  /** In small hexadecimal digits. */
  static String digest(String algorithm, String text, Run run, Place place) {
    run.charge(text.length(), place);
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has these
    }
  }

  /** Version 4 (RFC 9562, 5.4). */
  String uuid() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  String encrypt(String text, Run run, Place place) {
    run.grow(2L * text.length(), place);
    byte[] vector = new byte[BLOCK];
    random.nextBytes(vector);
    try {
      byte[] body =
          cipher(Cipher.ENCRYPT_MODE, vector, place).doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] whole = Arrays.copyOf(vector, BLOCK + body.length);
      System.arraycopy(body, 0, whole, BLOCK, body.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw place.failing("cannot be enciphered with the key of this place");
    }
  }

  /** Every reason is told alike, so that nobody learns about the padding from it. */
  String decrypt(String text, Run run, Place place) {
    run.charge(text.length(), place);
    try {
      byte[] whole = Base64.getDecoder().decode(text.strip());
      if (whole.length >= 2 * BLOCK) {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, BLOCK), place);
        byte[] plain = cipher.doFinal(whole, BLOCK, whole.length - BLOCK);
        return new String(plain, StandardCharsets.UTF_8);
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // falls through to the one answer
    }
    throw place.failing("is nothing AesEncrypt gave with the key of this place");
  }

  private Cipher cipher(int mode, byte[] vector, Place place) throws GeneralSecurityException {
    if (key == null) {
      throw place.failing("needs a key, and this place has none");
    }
    Cipher cipher = Cipher.getInstance(AES);
    cipher.init(mode, key, new IvParameterSpec(vector));
    return cipher;
  }
}
