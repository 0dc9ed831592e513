package io.herald.execution.notify;

import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the messages of a webhook are signed with: 32 random bytes, written as {@code whsec_} and
 * their Base64 (Standard Webhooks 1.0.0, signature scheme). Never printed: {@link #toString} hides
 * it.
 */
record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  /**
   * @throws IllegalArgumentException when the text is not a secret of this form
   */
  WebhookSecret {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a webhook's secret begins with " + PREFIX);
    }
  }

  /**
   * @param random must be unpredictable
   */
  static WebhookSecret fresh(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  SecretKeySpec key() {
    return new SecretKeySpec(
        Base64.getDecoder().decode(text.substring(PREFIX.length())), "HmacSHA256");
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
