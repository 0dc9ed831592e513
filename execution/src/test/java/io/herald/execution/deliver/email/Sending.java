package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A relay that sends to a fake server, with a clock for its pauses that only the test moves. */
final class Sending implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final FakeSmtpServer server;
  final SmtpRelay relay;
  private final AtomicLong clock = new AtomicLong();

  private Sending(FakeSmtpServer server, SmtpRoute route) {
    this.server = server;
    // making a certificate takes a second, so only where it is needed
    this.relay =
        route.tls() == SmtpRoute.Tls.NONE
            ? new SmtpRelay(route, AnyCertificate.context(), clock::get)
            : new SmtpRelay(route, FakeSmtpServer.trust(), clock::get);
    relay.start();
  }

  /** One connection at most, so that the order of things is known; answers within 20 seconds. */
  static Sending to(FakeSmtpServer server) {
    return to(server, route -> route);
  }

  static Sending to(FakeSmtpServer server, UnaryOperator<SmtpRoute> changes) {
    SmtpRoute route =
        SmtpRoute.to(server.host(), server.port())
            .with(SmtpTimeouts.all(PATIENCE))
            .with(connections(1));
    return new Sending(server, changes.apply(route));
  }

  static SmtpRoute.Limits connections(int max) {
    return new SmtpRoute.Limits(max, 1_000, 2_000, Duration.ofSeconds(30));
  }

  void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  SendResult send(OutgoingMessage message) {
    try {
      return sendLater(message).get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result", e);
    }
  }

  SendResult send(String recipient) {
    return send(message(recipient));
  }

  CompletableFuture<SendResult> sendLater(OutgoingMessage message) {
    CompletableFuture<SendResult> result = new CompletableFuture<>();
    start(message, result);
    return result;
  }

  private Thread start(OutgoingMessage message, CompletableFuture<SendResult> result) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(relay.send(message));
              } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
  }

  CompletableFuture<SendResult> sendLater(String recipient) {
    return sendLater(message(recipient));
  }

  /** Sends one and waits until it stands in the lanes. */
  CompletableFuture<SendResult> queue(OutgoingMessage message) {
    int before = relay.counters().waiting();
    CompletableFuture<SendResult> result = new CompletableFuture<>();
    Thread sender = start(message, result);
    // a connection may take one of those that waited, and the count stays the same
    await(
        () -> relay.counters().waiting() > before || sender.getState() == Thread.State.WAITING,
        "the message to wait");
    return result;
  }

  static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  static SendResult result(CompletableFuture<SendResult> later) {
    try {
      return later.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no result", e);
    }
  }

  static OutgoingMessage message(String recipient) {
    return message(recipient, "Subject: for " + recipient + "\r\n\r\nhello\r\n", true);
  }

  static OutgoingMessage message(String recipient, String content, boolean realTime) {
    return new OutgoingMessage(
        1, "shop@example.com", recipient, content.getBytes(StandardCharsets.UTF_8), realTime);
  }

  @Override
  public void close() {
    relay.stop();
    server.close();
  }
}
