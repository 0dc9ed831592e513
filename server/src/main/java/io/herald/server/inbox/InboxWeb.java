package io.herald.server.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web side of the inbox on 127.0.0.1: which path is answered by whom, and what is refused. */
final class InboxWeb {
  private static final Logger log = LoggerFactory.getLogger(InboxWeb.class);
  private static final int MAX_BODY = 1 << 20;
  private static final int STOP_SECONDS = 1;

  /**
   * Names a browser on this machine may know the inbox by. Any other Host header means that a page
   * from elsewhere made its own name point to 127.0.0.1 in order to read the mails.
   */
  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private final InboxApi api;
  private final InboxPages pages;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private InboxWeb(InboxApi api, InboxPages pages, HttpServer server) {
    this.api = api;
    this.pages = pages;
    this.server = server;
  }

  /**
   * Begins to serve.
   *
   * @throws IOException when the port cannot be had
   */
  static InboxWeb open(int port, InboxApi api, InboxPages pages) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 128);
    InboxWeb web = new InboxWeb(api, pages, server);
    server.setExecutor(web.threads);
    server.createContext("/", web::serve);
    server.start();
    return web;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Ends within a second; requests under way are answered until then. */
  void close() {
    server.stop(STOP_SECONDS);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      WebAnswer answer;
      try {
        answer = answer(exchange);
      } catch (RuntimeException e) {
        log.error("The inbox could not answer {}", exchange.getRequestURI(), e);
        answer = InboxApi.problem(500, "the inbox could not answer; its log says why");
      }
      write(exchange, answer);
    }
  }

  private WebAnswer answer(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !NAMES.contains(host.replaceFirst(":\\d*$", ""))) {
      return WebAnswer.text(403, "The inbox answers to 127.0.0.1 and localhost only.\n");
    }
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    // the leading slash gives an empty first segment
    List<String> path = List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
    boolean reading = Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
    if (path.size() >= 3 && path.get(0).equals("api") && path.get(1).equals("v1")) {
      return answerApi(exchange, path.subList(2, path.size()), query, reading);
    }
    return reading ? answerPage(path, query) : notAllowed("GET");
  }

  private WebAnswer answerApi(
      HttpExchange exchange, List<String> path, Map<String, String> query, boolean reading)
      throws IOException {
    boolean deleting = exchange.getRequestMethod().equals("DELETE");
    return switch (path.size() == 1 ? path.getFirst() : path.getFirst() + "/" + path.size()) {
      case "messages" -> {
        if (deleting) {
          byte[] body = body(exchange);
          yield body.length > MAX_BODY
              ? InboxApi.problem(413, "the body is larger than " + MAX_BODY + " bytes")
              : api.delete(body);
        }
        yield reading ? api.messages(query) : notAllowed("GET, DELETE");
      }
      case "search" -> reading ? api.search(query) : notAllowed("GET");
      case "info" -> reading ? api.info() : notAllowed("GET");
      case "message/2" -> reading ? api.message(path.get(1)) : notAllowed("GET");
      case "message/3" -> {
        if (!reading) {
          yield notAllowed("GET");
        }
        yield switch (path.get(2)) {
          case "raw" -> api.raw(path.get(1), query);
          case "headers" -> api.headers(path.get(1));
          default -> unknown();
        };
      }
      case "message/4" ->
          path.get(2).equals("part") && reading ? api.part(path.get(1), path.get(3)) : unknown();
      default -> unknown();
    };
  }

  private WebAnswer answerPage(List<String> path, Map<String, String> query) throws IOException {
    return switch (path.getFirst()) {
      case "" -> pages.list(query);
      case "list" -> pages.listAlone(query);
      case "inbox.css" -> resource("inbox.css", "text/css; charset=utf-8");
      case "inbox.js" -> resource("inbox.js", "text/javascript; charset=utf-8");
      case "mail" ->
          switch (path.size()) {
            case 2 -> pages.mail(path.get(1), query);
            case 3 -> pages.html(path.get(1));
            default -> pages.unknown();
          };
      default -> pages.unknown();
    };
  }

  private static WebAnswer unknown() {
    return InboxApi.problem(404, "the inbox does not have this path");
  }

  private static WebAnswer notAllowed(String allowed) {
    return InboxApi.problem(405, "only " + allowed + " here").with("Allow", allowed);
  }

  private static WebAnswer resource(String name, String contentType) throws IOException {
    try (InputStream in = InboxWeb.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("missing from the class path: " + name);
      }
      return new WebAnswer(200, contentType, in.readAllBytes(), Map.of());
    }
  }

  /** At most one byte more than allowed, so that the caller sees that it was too much. */
  private static byte[] body(HttpExchange exchange) throws IOException {
    return exchange.getRequestBody().readNBytes(MAX_BODY + 1);
  }

  private static void write(HttpExchange exchange, WebAnswer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    answer.headers().forEach(headers::set);
    boolean silent = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
    if (!silent) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
