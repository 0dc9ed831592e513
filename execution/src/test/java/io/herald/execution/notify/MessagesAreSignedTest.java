package io.herald.execution.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.Pipeline;
import io.herald.testkit.Migrations;
import io.herald.testkit.SettableClock;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.TestDatabaseExtension;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.ReceivedRequest;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** API-51: a receiver can tell that a message is ours (Standard Webhooks 1.0.0). */
@ExtendWith(TestDatabaseExtension.class)
@Migrations(Pipeline.MIGRATIONS)
class MessagesAreSignedTest {
  private final SettableClock clock = SettableClock.at("2026-05-04T10:00:00.900Z");

  @Test
  void aReceiverVerifiesAMessageWithTheSecretAndNothingElse(TestDatabase database)
      throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");

      ReceivedRequest request = RunningWebhooks.await(receiver, 1).getFirst();

      assertThat(verifies(request, webhook.secrets().current().text())).isTrue();
      assertThat(verifies(request, WebhookSecret.fresh(new Random(1)).text())).isFalse();
      assertThat(request.header("webhook-timestamp"))
          .isEqualTo(Long.toString(Instant.parse("2026-05-04T10:00:00Z").getEpochSecond()));
      assertThat(request.header("webhook-id")).matches("msg_[0-9a-z_]+");
    }
  }

  @Test
  void whileASecretRotatesTheOldAndTheNewOneBothVerify(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      Webhook before = running.listen(receiver.url("/"));
      Webhook after = running.webhooks().rotateSecret(null, before.id()).orElseThrow();
      running.order("ann@example.com");
      ReceivedRequest during = RunningWebhooks.await(receiver, 1).getFirst();

      assertThat(verifies(during, before.secrets().current().text())).isTrue();
      assertThat(verifies(during, after.secrets().current().text())).isTrue();
      assertThat(during.header("webhook-signature").split(" ")).hasSize(2);

      clock.advance(Webhooks.OVERLAP);
      running.order("bob@example.com");
      ReceivedRequest later = RunningWebhooks.await(receiver, 2).get(1);

      assertThat(verifies(later, after.secrets().current().text())).isTrue();
      assertThat(verifies(later, before.secrets().current().text())).isFalse();
    }
  }

  @Test
  void anotherAttemptIsSignedAnewWithTheSameId(TestDatabase database) throws Exception {
    try (FakeReceiver receiver = FakeReceiver.start();
        RunningWebhooks running = new RunningWebhooks(database, clock)) {
      receiver.answering(io.herald.testkit.http.HttpAnswer.status(500));
      Webhook webhook = running.listen(receiver.url("/"));
      running.order("ann@example.com");
      running.awaitFailures(webhook, 1);

      clock.advance(Duration.ofSeconds(6));
      List<ReceivedRequest> both = RunningWebhooks.await(receiver, 2);

      assertThat(both)
          .allSatisfy(
              request ->
                  assertThat(verifies(request, webhook.secrets().current().text())).isTrue());
      assertThat(both)
          .extracting(r -> r.header("webhook-id"))
          .containsOnly(both.get(0).header("webhook-id"));
      assertThat(both.get(0).text()).isEqualTo(both.get(1).text());
      assertThat(both.get(0).header("webhook-timestamp"))
          .isNotEqualTo(both.get(1).header("webhook-timestamp"));
    }
  }

  /** The example that implementations of the scheme check themselves with. */
  @Test
  void theKnownExampleGetsTheKnownSignature() {
    assertThat(
            Signature.header(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of(new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretIsNeverPrinted() {
    WebhookSecret secret = WebhookSecret.fresh(new Random(1));

    assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(secret + "" + new Webhook.Secrets(secret, secret, Instant.EPOCH))
        .doesNotContain(secret.text().substring(6, 20));
  }

  /** Written from the specification, with an HMAC of its own (RFC 2104). */
  static boolean verifies(ReceivedRequest request, String secret) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    byte[] signed =
        (request.header("webhook-id")
                + "."
                + request.header("webhook-timestamp")
                + "."
                + request.text())
            .getBytes(UTF_8);
    String expected = "v1," + Base64.getEncoder().encodeToString(hmac(key, signed));
    return List.of(request.header("webhook-signature").split(" ")).contains(expected);
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    byte[] inner = Arrays.copyOf(key, 64);
    byte[] outer = Arrays.copyOf(key, 64);
    for (int i = 0; i < 64; i++) {
      inner[i] ^= 0x36;
      outer[i] ^= 0x5c;
    }
    return sha256(outer, sha256(inner, message));
  }

  private static byte[] sha256(byte[] first, byte[] second) {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(first);
      all.writeBytes(second);
      return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
