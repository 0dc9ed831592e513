package io.herald.control.publish;

import io.herald.control.resource.ResourceBytes;
import io.herald.control.resource.ResourceStore;
import io.herald.message.link.Catalog;
import io.herald.message.link.EventData;
import io.herald.message.link.EventLog;
import io.herald.message.link.Lacking;
import io.herald.message.link.LinkPaths;
import io.herald.message.link.Proof;
import io.herald.message.link.ReferenceData;
import io.herald.message.template.TemplateError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls execution instances over the link: with the secret, without following redirects, within
 * {@value #CALL_SECONDS} seconds and one more for each MiB that is sent, and reading at most
 * {@value #MAX_ANSWER_BYTES} bytes of an answer. Safe for use by many threads.
 */
public final class LinkClient implements AutoCloseable {
  private static final int CALL_SECONDS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  // room for 60,000 live templates
  private static final long MAX_ANSWER_BYTES = 8L << 20;
  private static final int MAX_WHY = 300;

  private final HttpClient http;
  private final LinkSecret secret;
  private final ResourceStore resources;
  private final JsonMapper mapper;

  /**
   * @param resources the files that instances may lack
   */
  public LinkClient(LinkSecret secret, ResourceStore resources) {
    this.resources = resources;
    this.secret = secret;
    // the link's own manners: unknown fields come from a newer version and are ignored
    this.mapper = JsonMapper.builder().build();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
  }

  /** What is live there. */
  LinkAnswer<Catalog> catalog(ExecutionInstance instance) throws InterruptedException {
    return call(request(instance, LinkPaths.CATALOG).GET(), Catalog.class);
  }

  /**
   * Makes a version live there, paused or not.
   *
   * @param publication its JSON as it was frozen
   */
  LinkAnswer<Boolean> put(
      ExecutionInstance instance, String template, String publication, boolean paused)
      throws InterruptedException {
    String path = LinkPaths.PUBLICATIONS + template;
    return withFiles(
        instance, () -> json(instance, paused ? path + "?" + LinkPaths.PAUSED : path, publication));
  }

  /** Ends a template there. */
  LinkAnswer<Boolean> delete(ExecutionInstance instance, String template)
      throws InterruptedException {
    return call(request(instance, LinkPaths.PUBLICATIONS + template).DELETE(), _ -> true);
  }

  /**
   * Hands a proof in; it is on disk there when this is done. Repeating it changes nothing.
   *
   * @param id ours
   * @param proof the JSON of a {@link Proof}
   */
  public LinkAnswer<Boolean> proof(ExecutionInstance instance, String id, String proof)
      throws InterruptedException {
    return withFiles(instance, () -> json(instance, LinkPaths.PROOFS + id, proof));
  }

  /** What became of a proof that was handed in there. */
  public LinkAnswer<Proof.Outcomes> outcomes(ExecutionInstance instance, String id)
      throws InterruptedException {
    return call(request(instance, LinkPaths.PROOFS + id).GET(), Proof.Outcomes.class);
  }

  /** Which resources it has. */
  LinkAnswer<ReferenceData.Held> held(ExecutionInstance instance) throws InterruptedException {
    return call(request(instance, LinkPaths.DATA_HELD).GET(), ReferenceData.Held.class);
  }

  /**
   * Replaces a resource there. Repeating it changes nothing.
   *
   * @param data the JSON of {@link ReferenceData}
   */
  LinkAnswer<Boolean> data(ExecutionInstance instance, String resource, String data)
      throws InterruptedException {
    return call(json(instance, LinkPaths.DATA + resource, data), _ -> true);
  }

  /** Removes a resource there. */
  LinkAnswer<Boolean> removeData(ExecutionInstance instance, String resource)
      throws InterruptedException {
    return call(request(instance, LinkPaths.DATA + resource).DELETE(), _ -> true);
  }

  /**
   * What it knows of the events of a type, a page of it.
   *
   * @param before the {@code next} of the page before; null: from the latest on
   */
  public LinkAnswer<EventLog> log(
      ExecutionInstance instance, String eventType, @Nullable String before)
      throws InterruptedException {
    String path = LinkPaths.LOGS + eventType + "/" + (before == null ? "" : before);
    return call(request(instance, path).GET(), EventLog.class);
  }

  /** What an event said that was accepted there. */
  public LinkAnswer<EventData> event(ExecutionInstance instance, long id)
      throws InterruptedException {
    return call(request(instance, LinkPaths.EVENTS + id).GET(), EventData.class);
  }

  /** Sends the files that the instance lacks, and asks again. */
  private LinkAnswer<Boolean> withFiles(
      ExecutionInstance instance, Supplier<HttpRequest.Builder> request)
      throws InterruptedException {
    List<String> missing = new ArrayList<>();
    LinkAnswer<Boolean> answer = call(request.get(), _ -> true, missing);
    if (!(answer instanceof LinkAnswer.Refused<Boolean>) || missing.isEmpty()) {
      return answer;
    }
    for (String sum : missing) {
      Optional<ResourceBytes> file = resources.content(sum);
      if (file.isEmpty()) {
        return new LinkAnswer.Refused<>("one of its files is not in the control database");
      }
      LinkAnswer<Boolean> sent =
          call(
              put(
                  instance,
                  LinkPaths.RESOURCES + sum + "/" + file.get().type(),
                  HttpRequest.BodyPublishers.ofByteArray(file.get().bytes())),
              _ -> true);
      if (!(sent instanceof LinkAnswer.Done<Boolean>)) {
        return sent;
      }
    }
    return call(request.get(), _ -> true);
  }

  private HttpRequest.Builder json(ExecutionInstance instance, String path, String body) {
    return put(instance, path, HttpRequest.BodyPublishers.ofString(body))
        .header("Content-Type", "application/json");
  }

  /** What is large may take longer: it is sent, read and stored within the time. */
  private HttpRequest.Builder put(
      ExecutionInstance instance, String path, HttpRequest.BodyPublisher body) {
    return request(instance, path)
        .timeout(Duration.ofSeconds(CALL_SECONDS + (body.contentLength() >> 20)))
        .PUT(body);
  }

  private HttpRequest.Builder request(ExecutionInstance instance, String path) {
    return HttpRequest.newBuilder(URI.create(instance.url() + path))
        .timeout(Duration.ofSeconds(CALL_SECONDS))
        .header("Authorization", "Bearer " + secret.text());
  }

  private <T> LinkAnswer<T> call(HttpRequest.Builder request, Class<T> type)
      throws InterruptedException {
    return call(request, body -> read(body, type));
  }

  /**
   * @throws JacksonException when it is none of this type, which checks its own fields
   */
  private <T> T read(byte[] body, Class<T> type) {
    @Nullable T value = mapper.readValue(body, type);
    if (value == null) {
      throw MismatchedInputException.from(null, type, "null");
    }
    return value;
  }

  private <T> LinkAnswer<T> call(HttpRequest.Builder request, Function<byte[], T> reader)
      throws InterruptedException {
    return call(request, reader, new ArrayList<>());
  }

  private <T> LinkAnswer<T> call(
      HttpRequest.Builder builder, Function<byte[], T> reader, List<String> missing)
      throws InterruptedException {
    HttpRequest request = builder.build();
    long seconds = request.timeout().orElseThrow().toSeconds();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      // the request's own time-out ends with the header; this one covers the body, too
      HttpResponse<byte[]> response = answer.get(seconds, TimeUnit.SECONDS);
      int status = response.statusCode();
      if (status == 401 || status == 403) {
        return new LinkAnswer.Unreachable<>(
            "it does not accept our link secret (HTTP "
                + status
                + "): configure the same secret on control and on the execution instance");
      }
      if (status >= 200 && status < 300) {
        return new LinkAnswer.Done<>(reader.apply(response.body()));
      }
      if (status == 409) {
        missing.addAll(read(response.body(), Lacking.class).missing());
      }
      String why = "it answered HTTP " + status + explanation(response);
      return status >= 400 && status < 500 && status != 408 && status != 429
          ? new LinkAnswer.Refused<>(why)
          : new LinkAnswer.Unreachable<>(why);
    } catch (JacksonException _) {
      return new LinkAnswer.Unreachable<>(
          "what answers there is no execution instance: its answer cannot be read");
    } catch (TimeoutException _) {
      return new LinkAnswer.Unreachable<>("it did not answer within " + seconds + " seconds");
    } catch (ExecutionException e) {
      return new LinkAnswer.Unreachable<>(reason(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> "it did not answer in time";
      case ConnectException _ -> "no connection: nothing listens there, or the network is down";
      case IOException io -> "the connection failed: " + bounded(String.valueOf(io.getMessage()));
      case null, default -> "the call failed: " + cause;
    };
  }

  // only an explanation in the form of the link is shown: any other body may come from anything
  private String explanation(HttpResponse<byte[]> response) {
    try {
      Refusal refusal = read(response.body(), Refusal.class);
      StringBuilder text = new StringBuilder();
      if (refusal.message() != null) {
        text.append(": ").append(refusal.message());
      }
      if (refusal.findings() != null && !refusal.findings().isEmpty()) {
        TemplateError first = refusal.findings().getFirst();
        text.append(
            " (%s, line %d, column %d: %s)"
                .formatted(first.part(), first.line(), first.column(), first.message()));
      }
      return bounded(maskSecret(text.toString()));
    } catch (JacksonException _) {
      return "";
    }
  }

  /** How an execution instance explains that it will not. */
  private record Refusal(@Nullable String message, @Nullable List<TemplateError> findings) {}

  private String maskSecret(String text) {
    return text.replace(secret.text(), "…");
  }

  private static String bounded(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_WHY ? line : line.substring(0, MAX_WHY) + "…";
  }

  /** Ends calls in the air; their callers get an answer that says so. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
