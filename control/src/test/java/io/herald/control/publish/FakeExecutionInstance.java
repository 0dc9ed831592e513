package io.herald.control.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.herald.control.ControlUnderTest;
import io.herald.message.link.Catalog;
import io.herald.message.link.EventLog;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Publication;
import io.herald.message.link.ReferenceData;
import io.herald.message.template.TemplateError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An execution instance as far as the link can see: keeps what it is given, tells what it has, lets
 * nobody in without the secret. Can be switched off and on again on the same port.
 */
public final class FakeExecutionInstance implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int id;
  private final String secret;
  private final Map<String, Publication> live = new ConcurrentHashMap<>();
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final Map<String, String> data = new ConcurrentHashMap<>();
  private volatile Hearing dataHearing = () -> 200;
  private final AtomicInteger puts = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private int port;

  public FakeExecutionInstance(int id) throws IOException {
    this(id, ControlUnderTest.LINK_SECRET);
  }

  public FakeExecutionInstance(int id, String secret) throws IOException {
    this.id = id;
    this.secret = secret;
    switchOn();
  }

  public void switchOn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public void switchOff() {
    server.stop(0);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What is live here. */
  public Map<String, Publication> live() {
    return live;
  }

  /** What is live here of one template; fails when nothing is. */
  public Publication live(String template) {
    return Objects.requireNonNull(live.get(template), template);
  }

  /** Whether what is live here of a template is paused. */
  public boolean paused(String template) {
    return paused.contains(template);
  }

  /** The rows that are here: digest by resource. */
  public Map<String, String> data() {
    return data;
  }

  /** What happens from now on when this instance is asked which rows it has, or given some. */
  public void onData(Hearing hearing) {
    dataHearing = hearing;
  }

  /** Says with which HTTP status a request is answered; below 300: as asked. */
  @FunctionalInterface
  public interface Hearing {
    int status() throws InterruptedException;
  }

  /** How many publications were pushed here. */
  public int puts() {
    return puts.get();
  }

  /** From now on this template is refused, with this explanation. */
  public void refuse(String template, String why) {
    refusals.put(template, why);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + secret).equals(authorization)) {
        answer(exchange, 401, Map.of("message", "unknown secret"));
      } else if (path.equals(LinkPaths.CATALOG)) {
        List<Catalog.Live> there =
            live.values().stream()
                .map(
                    publication ->
                        new Catalog.Live(
                            publication.template(),
                            publication.version(),
                            paused.contains(publication.template())))
                .toList();
        answer(exchange, 200, new Catalog(id, there));
      } else if (path.startsWith(LinkPaths.PUBLICATIONS)) {
        change(exchange, path.substring(LinkPaths.PUBLICATIONS.length()));
      } else if (path.startsWith(LinkPaths.DATA_HELD)) {
        data(exchange, path);
      } else if (path.startsWith(LinkPaths.LOGS)) {
        answer(exchange, 200, new EventLog(List.of(), null));
      } else {
        answer(exchange, 404, Map.of());
      }
    }
  }

  private void data(HttpExchange exchange, String path) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 503;
    try {
      status = dataHearing.status();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (status >= 300) {
      answer(exchange, status, Map.of("message", "no rows, please"));
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> answer(exchange, 200, new ReferenceData.Held(data));
      case "DELETE" -> {
        data.remove(path.substring(LinkPaths.DATA.length()));
        answer(exchange, 204, null);
      }
      default -> {
        ReferenceData rows = JSON.readValue(body, ReferenceData.class);
        data.put(rows.resource(), rows.digest());
        answer(exchange, 204, null);
      }
    }
  }

  private void change(HttpExchange exchange, String template) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      live.remove(template);
      paused.remove(template);
      answer(exchange, 204, null);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (refusals.containsKey(template)) {
      answer(
          exchange,
          422,
          Map.of(
              "message",
              "does not compile here",
              "findings",
              List.of(new TemplateError("html", 3, 7, refusals.get(template)))));
      return;
    }
    puts.incrementAndGet();
    live.put(template, JSON.readValue(body, Publication.class));
    if (LinkPaths.PAUSED.equals(exchange.getRequestURI().getQuery())) {
      paused.add(template);
    } else {
      paused.remove(template);
    }
    answer(exchange, 204, null);
  }

  private static void answer(HttpExchange exchange, int status, @Nullable Object body)
      throws IOException {
    byte[] bytes =
        body == null ? new byte[0] : JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
