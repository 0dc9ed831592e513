package io.herald.platform.http.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.platform.config.Nearest;
import io.herald.platform.database.DatabaseUnavailableException;
import io.herald.platform.http.Body;
import io.herald.platform.http.BodyRefusedException;
import io.herald.platform.http.RequestIds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Serial;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an {@link OperationTable}: credentials before anything else, then path, method, right,
 * parameters, body, in this order; the first that is wrong is answered. To be mapped to a prefix
 * such as {@code /v1/*}.
 */
public final class OperationServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(OperationServlet.class);
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private final transient OperationTable table;
  private final transient Gate gate;
  private final transient RequestIds requestIds;

  public OperationServlet(OperationTable table, Gate gate, RequestIds requestIds) {
    this.table = table;
    this.gate = gate;
    this.requestIds = requestIds;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (RequestIds.Named call = requestIds.name(response)) {
      switch (reply(request, call.id())) {
        case Answer answer -> write(response, answer);
        case EventStream stream -> write(response, stream);
        case Refused refused -> write(response, refused, call.id());
      }
    }
  }

  private static void write(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    if (answer.body() != null) {
      write(response, Answer.MEDIA_TYPE, ApiJson.write(answer.body()));
    }
  }

  private static void write(HttpServletResponse response, EventStream stream) {
    response.setContentType(EventStream.MEDIA_TYPE + ";charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // proxies that gather answers would delay it
    try {
      stream.source().writeTo(new OutputStreamWriter(response.getOutputStream(), UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.debug("the reader of a stream has gone", e);
    }
  }

  private static void write(HttpServletResponse response, Refused refused, String requestId)
      throws IOException {
    Problem problem = refused.problem();
    // the problem never repeats the caller's data, so the line does not either (API-5, API-8)
    log.info("refused with {} {}: {}", problem.status(), problem.code(), problem.detail());
    response.setStatus(problem.status());
    refused.headers().forEach(response::setHeader);
    write(response, "application/problem+json", ApiJson.write(problem.named(requestId)));
  }

  private static void write(HttpServletResponse response, String mediaType, byte[] bytes)
      throws IOException {
    response.setContentType(mediaType);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private Reply reply(HttpServletRequest request, String requestId) throws IOException {
    try {
      return admit(request, requestId);
    } catch (InterruptedException _) {
      // not marked again: a thread that is marked could not write the answer
      return busy("The instance is stopping.");
    } catch (BodyRefusedException e) {
      Map<String, String> headers = new HashMap<>();
      headers.put("Connection", "close"); // the rest of the body stays unread
      if (e.retryAfter() != null) {
        headers.put("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds())));
      }
      String code = e.status() == 503 ? "busy" : "body-not-received";
      return new Refused(
          Problem.of(e.status(), code, "The body was not received", e.reason()), headers);
    } catch (DatabaseUnavailableException e) {
      log.warn("a call got no answer from the database", e);
      return busy("The database does not answer at the moment.");
    } catch (RuntimeException e) {
      log.error("a call failed", e);
      return Refused.of(
          Problem.of(
              500,
              "unexpected",
              "Unexpected error",
              "This should not have happened; the log has more under the requestId."));
    }
  }

  private Reply admit(HttpServletRequest request, String requestId)
      throws IOException, InterruptedException {
    Gate.Passage passage;
    try {
      passage = gate.admit(request);
    } catch (RuntimeException e) {
      log.error("credentials could not be checked", e);
      return busy("Credentials cannot be checked at the moment.");
    }
    return switch (passage) {
      case Gate.Passage.Denied(int status, String code, String message) ->
          new Refused(
              Problem.of(status, code, "The credentials do not admit this call", message),
              status == 401 ? Map.of("WWW-Authenticate", "Bearer realm=\"Herald\"") : Map.of());
      case Gate.Passage.Limited(Duration retryAfter) ->
          Refused.until(
              Problem.of(
                  429,
                  "too-many-requests",
                  "Too many requests",
                  "This caller has used up its rate for now; Retry-After says when to come again."),
              retryAfter);
      case Gate.Passage.Admitted(Identity identity) -> route(request, identity, requestId);
    };
  }

  private Reply route(HttpServletRequest request, Identity identity, String requestId)
      throws IOException, InterruptedException {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    Map<Operation.Verb, OperationTable.Found> here = table.at(path);
    if (here.isEmpty()) {
      return Refused.of(
          Problem.notFound(
              "Nothing is at this address"
                  + Nearest.to(path, table.paths())
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("; /v1/openapi.json lists what there is.")));
    }
    Optional<OperationTable.Found> found =
        here.entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(request.getMethod()))
            .map(Map.Entry::getValue)
            .findAny();
    if (found.isEmpty()) {
      String allowed = here.keySet().stream().map(Enum::name).collect(Collectors.joining(", "));
      return new Refused(
          Problem.of(
              405,
              "method-not-allowed",
              "The address does not know this method",
              "This address allows " + allowed + " only."),
          Map.of("Allow", allowed));
    }
    return perform(found.get(), request, identity, requestId);
  }

  private static Reply perform(
      OperationTable.Found found, HttpServletRequest request, Identity identity, String requestId)
      throws IOException, InterruptedException {
    Operation operation = found.operation();
    if (!identity.may(operation.right())) {
      return Refused.of(Problem.missingRight("This takes the right '" + operation.right() + "'."));
    }
    String mediaType = operation.success().mediaType();
    if (!accepts(request, mediaType)) {
      return Refused.of(
          Problem.of(
              406,
              "not-acceptable",
              "No acceptable form",
              "Answers are " + mediaType + "; the header Accept must allow it."));
    }
    return switch (ParameterReading.of(operation, found.pathValues(), request)) {
      case ParameterReading.Bad(Problem problem) -> Refused.of(problem);
      case ParameterReading.Good(Map<String, String> values) ->
          switch (body(operation.body(), request)) {
            case ReadBody.Bad(Refused refused) -> refused;
            case ReadBody.Good(@Nullable Object body) ->
                operation.handler().handle(new Call(identity, requestId, values, body));
          };
    };
  }

  private static boolean accepts(HttpServletRequest request, String mediaType) {
    String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
    String accept = request.getHeader("Accept");
    if (accept == null || accept.isBlank()) {
      return true;
    }
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.strip().split("\\s*;\\s*");
      boolean ours =
          parts[0].equals("*/*") || parts[0].equals(family) || parts[0].equals(mediaType);
      boolean refused = range.matches(".*;\\s*q=0(\\.0*)?\\s*");
      if (ours && !refused) {
        return true;
      }
    }
    return false;
  }

  private sealed interface ReadBody {
    record Good(@Nullable Object body) implements ReadBody {}

    record Bad(Refused refused) implements ReadBody {}
  }

  private static ReadBody body(Operation.@Nullable BodyForm form, HttpServletRequest request)
      throws IOException {
    if (form == null) {
      return new ReadBody.Good(null);
    }
    if (!isJson(request.getContentType())) {
      return new ReadBody.Bad(
          Refused.of(
              Problem.of(
                  415,
                  "unsupported-media-type",
                  "The body has another form than expected",
                  "The body must be JSON: send it as Content-Type: " + Answer.MEDIA_TYPE + ".")));
    }
    return switch (Body.read(request, form.maxBytes())) {
      case Body.TooLarge(int limit) ->
          new ReadBody.Bad(
              new Refused(
                  Problem.of(
                      413,
                      "body-too-large",
                      "The body is too large",
                      "The body is larger than the limit of " + limit + " bytes."),
                  // the rest of the body stays unread
                  Map.of("Connection", "close")));
      case Body.Complete(byte[] bytes) ->
          switch (ApiJson.read(bytes, form.type())) {
            case ApiJson.Parsed.Read(Object value) -> new ReadBody.Good(value);
            case ApiJson.Parsed.Unreadable(Problem problem) ->
                new ReadBody.Bad(Refused.of(problem));
          };
    };
  }

  /** JSON is always UTF-8 (RFC 8259 section 8.1); a parameter that says something else is wrong. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    boolean otherCharset =
        parts.length == 2
            && parts[1].contains("charset")
            && !parts[1].replace("\"", "").strip().matches("charset\\s*=\\s*utf-?8");
    return parts[0].strip().equals(Answer.MEDIA_TYPE) && !otherCharset;
  }

  private static Refused busy(String detail) {
    return Refused.until(Problem.busy(detail + " Try again."), COME_AGAIN);
  }
}
