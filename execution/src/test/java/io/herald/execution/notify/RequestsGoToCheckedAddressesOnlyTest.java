package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.outbound.CheckedAddresses;
import io.herald.platform.outbound.Destinations;
import io.herald.platform.outbound.OutboundClient;
import io.herald.testkit.SettableClock;
import io.herald.testkit.http.FakeReceiver;
import io.herald.testkit.http.HttpAnswer;
import io.herald.testkit.smtp.SelfSigned;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SEC-31: a name is looked up once, checked, and the connection goes where the check was about. */
class RequestsGoToCheckedAddressesOnlyTest {
  private static final byte[] BODY = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final AtomicInteger lookUps = new AtomicInteger();
  private @Nullable Poster poster;

  @AfterEach
  void close() {
    if (poster != null) {
      poster.close();
    }
  }

  @Test
  void aListedNameThatLeadsInsideIsNotCalled() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      Reception reception = post(receiver, "hooks.example.com:" + receiver.port(), "127.0.0.1");

      assertThat(reception).isInstanceOf(Reception.Forbidden.class);
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void whatTheNameLeadsToLaterDoesNotCount() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      // at the first question an address that is listed, then one that is not
      Poster rebinding =
          poster(
              "hooks.example.com:" + receiver.port() + " 127.0.0.1",
              host -> addresses(lookUps.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2"));

      assertThat(post(rebinding, receiver)).isEqualTo(new Reception.Taken(200));
      assertThat(lookUps).hasValue(1);

      receiver.always(HttpAnswer.drop()); // the connection is not kept: the next is a new one
      assertThat(post(rebinding, receiver)).isInstanceOf(Reception.NoAnswer.class);
      assertThat(post(rebinding, receiver)).isInstanceOf(Reception.Forbidden.class);
      assertThat(lookUps).hasValue(2);
      assertThat(receiver.received()).hasSize(2);
    }
  }

  @Test
  void ofSeveralAddressesOnlyThoseThatMayBeReachedAreTried() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      Reception reception =
          post(
              receiver,
              "hooks.example.com:" + receiver.port() + " 127.0.0.1",
              "10.0.0.1",
              "169.254.169.254",
              "127.0.0.1");

      assertThat(reception).isEqualTo(new Reception.Taken(200));
    }
  }

  @Test
  void theCertificateMustBeForTheNameNotForTheAddress() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      Poster anywhere =
          poster("*:" + receiver.port() + " 127.0.0.1", host -> addresses("127.0.0.1"));

      assertThat(anywhere.post(url("hooks.example.com", receiver), secrets(), "msg_1", BODY))
          .isEqualTo(new Reception.Taken(200));
      assertThat(anywhere.post(url("other.example.com", receiver), secrets(), "msg_1", BODY))
          .isInstanceOfSatisfying(
              Reception.NoAnswer.class, failed -> assertThat(failed.why()).contains("TLS"));
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void aCertificateNobodyKnowsIsNotBelieved() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      poster =
          new Poster(
              new OutboundClient.Terms(
                  Destinations.parse(
                      "webhook.allow", "hooks.example.com:" + receiver.port() + " 127.0.0.1"),
                  host -> addresses("127.0.0.1"),
                  null,
                  2,
                  2,
                  Duration.ofSeconds(5)),
              SettableClock.at("2026-05-04T10:00:00Z"));

      assertThat(post(poster, receiver))
          .isInstanceOfSatisfying(
              Reception.NoAnswer.class, failed -> assertThat(failed.why()).contains("TLS"));
    }
  }

  @Test
  void aNameThatLeadsNowhereIsAFailureInOurWords() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.startTls()) {
      Poster lost =
          poster(
              "*:" + receiver.port(),
              host -> {
                throw new UnknownHostException(host + ": secret words of a library");
              });

      assertThat(post(lost, receiver))
          .isEqualTo(new Reception.NoAnswer("its host name leads nowhere"));
    }
  }

  private Reception post(FakeReceiver receiver, String allow, String... leadsTo) {
    return post(poster(allow, host -> addresses(leadsTo)), receiver);
  }

  private static Reception post(Poster through, FakeReceiver receiver) {
    return through.post(url("hooks.example.com", receiver), secrets(), "msg_1", BODY);
  }

  private Poster poster(String allow, CheckedAddresses.LookUp lookUp) {
    Poster made =
        new Poster(
            new OutboundClient.Terms(
                Destinations.parse("webhook.allow", allow),
                lookUp,
                SelfSigned.certificate().client(),
                2,
                2,
                Duration.ofSeconds(5)),
            SettableClock.at("2026-05-04T10:00:00Z"));
    poster = made;
    return made;
  }

  private static URI url(String host, FakeReceiver receiver) {
    return URI.create("https://" + host + ":" + receiver.port() + "/");
  }

  private static List<WebhookSecret> secrets() {
    return List.of(WebhookSecret.fresh(new Random(1)));
  }

  private static InetAddress[] addresses(String... literals) {
    return java.util.Arrays.stream(literals)
        .map(InetAddress::ofLiteral)
        .toArray(InetAddress[]::new);
  }
}
