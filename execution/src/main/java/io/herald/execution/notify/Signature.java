package io.herald.execution.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;

/**
 * Signs a message so that its receiver knows that it is ours, unchanged and not an old one sent
 * again (Standard Webhooks 1.0.0, symmetric scheme): HMAC-SHA256 over {@code id.timestamp.body}.
 */
final class Signature {
  private Signature() {}

  /**
   * The header {@code webhook-signature}: one signature for each secret, so that a receiver may
   * know either while it changes over.
   *
   * @param id has no full stop in it
   * @param at when this attempt is made; counts in whole seconds
   */
  static String header(String id, Instant at, byte[] body, List<WebhookSecret> secrets) {
    return secrets.stream()
        .map(secret -> "v1," + sign(id, at, body, secret))
        .collect(Collectors.joining(" "));
  }

  private static String sign(String id, Instant at, byte[] body, WebhookSecret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret.key());
      mac.update((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
