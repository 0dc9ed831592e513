package io.herald.message.link;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 in lower-case hexadecimal digits, by which both sides of the link know files, rows and
 * publications. For one thread.
 */
public final class Sha256 {
  private final MessageDigest digest;

  /** Of nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of these bytes. */
  public static String of(byte[] bytes) {
    return new Sha256().add(bytes).text();
  }

  /** These bytes come next. */
  public Sha256 add(byte... bytes) {
    digest.update(bytes);
    return this;
  }

  /** The digits; begins anew after that. */
  public String text() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
