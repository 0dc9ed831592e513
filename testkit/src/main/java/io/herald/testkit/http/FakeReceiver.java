package io.herald.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.herald.testkit.smtp.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP or HTTPS server on a free port of 127.0.0.1 that records what it gets and answers from a
 * script: what was put in first, then for ever what {@link #always} says (200 at first). Safe for
 * use by many threads.
 */
public final class FakeReceiver implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final BlockingQueue<HttpAnswer> script = new LinkedBlockingQueue<>();
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile HttpAnswer otherwise = HttpAnswer.status(200);

  private FakeReceiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Speaks plain HTTP. */
  public static FakeReceiver start() throws IOException {
    return new FakeReceiver(HttpServer.create(anyPort(), 0), "http");
  }

  /** Speaks HTTPS with the certificate of {@link SelfSigned}. */
  public static FakeReceiver startTls() throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.certificate().server()));
    return new FakeReceiver(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it is, by its address. */
  public URI url(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port() + path);
  }

  /** Adds answers to the script. */
  public FakeReceiver answering(HttpAnswer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /** What it does once the script is over. */
  public FakeReceiver always(HttpAnswer answer) {
    otherwise = answer;
    return this;
  }

  /** Everything it got, in order of arrival. */
  public List<ReceivedRequest> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, List<String>> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      HttpAnswer next = script.poll();
      received.add(
          new ReceivedRequest(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
      answer(exchange, next == null ? otherwise : next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, HttpAnswer answer)
      throws IOException, InterruptedException {
    switch (answer) {
      case HttpAnswer.Status(int status, Map<String, String> headers, String text) ->
          answer(
              exchange,
              new HttpAnswer.File(status, headers, text.getBytes(StandardCharsets.UTF_8)));
      case HttpAnswer.File(int status, Map<String, String> headers, byte[] bytes) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        boolean bodiless = bytes.length == 0 || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
          exchange.getResponseBody().write(bytes);
        }
      }
      case HttpAnswer.Drop() -> throw new IOException("dropped, as the test wants it");
      case HttpAnswer.Endless() -> {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        byte[] some = new byte[1_024];
        while (closed.getCount() > 0) {
          out.write(some);
          out.flush();
        }
      }
      case HttpAnswer.Trickle() -> {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (!closed.await(50, TimeUnit.MILLISECONDS)) {
          out.write('.');
          out.flush();
        }
      }
      case HttpAnswer.AfterGate(CountDownLatch gate, HttpAnswer then) -> {
        gate.await();
        answer(exchange, then);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
