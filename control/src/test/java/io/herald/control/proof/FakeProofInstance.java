package io.herald.control.proof;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.herald.control.ControlUnderTest;
import io.herald.message.link.Catalog;
import io.herald.message.link.EventData;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Proof;
import io.herald.message.link.ReferenceData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An execution instance as far as proofs and past events go; can be switched off and on again on
 * the same port.
 */
final class FakeProofInstance implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int id;
  private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
  private final Map<Long, EventData> events = new ConcurrentHashMap<>();
  private final List<Proof.Outcome> outcomes = new CopyOnWriteArrayList<>();
  private volatile @Nullable String refusal;
  private HttpServer server;
  private int port;

  FakeProofInstance(int id) throws IOException {
    this.id = id;
    switchOn();
  }

  void switchOn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    server.createContext("/", this::handle);
    server.start();
  }

  void switchOff() {
    server.stop(0);
  }

  void register(ControlUnderTest control, String name) {
    control.post(
        "/v1/execution-instances",
        "{\"name\": \"%s\", \"url\": \"http://127.0.0.1:%d\"}".formatted(name, port));
  }

  /** What was handed in, by id. */
  Map<String, Proof> proofs() {
    return proofs;
  }

  /** The only proof that was handed in. */
  Proof proof() {
    return proofs.values().iterator().next();
  }

  /** What it says of every proof from now on. */
  void says(Proof.Outcome... copies) {
    outcomes.clear();
    outcomes.addAll(List.of(copies));
  }

  /** From now on it refuses proofs, with this explanation. */
  void refuse(String why) {
    refusal = why;
  }

  /** It took this event some time ago. */
  void hasEvent(long eventId, EventData event) {
    events.put(eventId, event);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + ControlUnderTest.LINK_SECRET).equals(authorization)) {
        answer(exchange, 401, Map.of());
      } else if (path.equals(LinkPaths.CATALOG)) {
        answer(exchange, 200, new Catalog(id, List.of()));
      } else if (path.equals(LinkPaths.DATA_HELD)) {
        answer(exchange, 200, new ReferenceData.Held(Map.of()));
      } else if (path.startsWith(LinkPaths.EVENTS)) {
        found(exchange, events.get(Long.parseLong(path.substring(LinkPaths.EVENTS.length()))));
      } else if (path.startsWith(LinkPaths.PROOFS)) {
        proof(exchange, path.substring(LinkPaths.PROOFS.length()));
      } else {
        answer(exchange, 404, Map.of());
      }
    }
  }

  private void proof(HttpExchange exchange, String proofId) throws IOException {
    String refused = refusal;
    if (exchange.getRequestMethod().equals("GET")) {
      found(exchange, proofs.containsKey(proofId) ? new Proof.Outcomes(outcomes) : null);
    } else if (refused != null) {
      answer(exchange, 422, Map.of("message", refused));
    } else {
      proofs.put(proofId, JSON.readValue(exchange.getRequestBody().readAllBytes(), Proof.class));
      answer(exchange, 204, null);
    }
  }

  private static void found(HttpExchange exchange, @Nullable Object what) throws IOException {
    answer(exchange, what == null ? 404 : 200, what == null ? Map.of("message", "no") : what);
  }

  private static void answer(HttpExchange exchange, int status, @Nullable Object body)
      throws IOException {
    byte[] bytes =
        body == null ? new byte[0] : JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
