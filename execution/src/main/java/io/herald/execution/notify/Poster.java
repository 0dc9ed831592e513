package io.herald.execution.notify;

import io.herald.execution.notify.CheckedAddresses.ForbiddenAddressException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts signed messages over HTTP/1.1 and says what came of it. Blocking; safe for use by many
 * threads.
 *
 * <p>Bounds: 5 seconds to connect to one address, at most three addresses; 15 seconds from the
 * first byte of a connection to the end of the answer, however slowly it trickles; 8 KiB of the
 * answer, the rest is not read. No redirect is followed, nothing is repeated, no cookie kept, no
 * proxy used, nothing decompressed. Connections are kept for a minute.
 */
final class Poster implements AutoCloseable {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration WHOLE = Duration.ofSeconds(15);
  private static final int ANSWER_BYTES = 8 << 10;
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Destinations destinations;
  private final CheckedAddresses addresses;
  private final Clock clock;
  private final Duration whole;
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines;

  /**
   * @param trust whose certificates are believed; null: those the Java runtime believes
   * @param perReceiver connections to one receiver
   * @param inAll connections to all of them
   */
  Poster(
      Destinations destinations,
      CheckedAddresses.LookUp lookUp,
      @Nullable SSLContext trust,
      int perReceiver,
      int inAll,
      Duration whole,
      Clock clock) {
    this.destinations = destinations;
    this.addresses = new CheckedAddresses(destinations, lookUp);
    this.clock = clock;
    this.whole = whole;
    this.connections = connections(addresses, trust, perReceiver, inAll, whole);
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(whole))
                    .setResponseTimeout(Timeout.of(whole))
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .build();
    this.deadlines = deadlines();
  }

  /** Looks names up as the operating system does. */
  static InetAddress[] byTheSystem(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }

  /**
   * Posts one message.
   *
   * @param secrets to sign with
   * @param id for the header {@code webhook-id}
   * @param body JSON
   */
  Reception post(URI url, List<WebhookSecret> secrets, String id, byte[] body) {
    Optional<String> objection = destinations.objection(url);
    if (objection.isPresent()) {
      return new Reception.Forbidden("its URL " + objection.get());
    }
    Instant now = clock.instant();
    HttpPost request = new HttpPost(url);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    request.setHeader("User-Agent", "Herald-Webhooks");
    request.setHeader("webhook-id", id);
    request.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
    request.setHeader("webhook-signature", Signature.header(id, now, body, secrets));
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::cancel, whole.toMillis(), TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response =
          http.executeOpen(
              RoutingSupport.determineHost(request), request, HttpClientContext.create());
      readToTheEnd(response);
      int status = response.getCode();
      return status / 100 == 2
          ? new Reception.Taken(status)
          : new Reception.Refused(status, retryAfter(response, now));
    } catch (IOException | HttpException e) {
      return request.isCancelled() || Thread.currentThread().isInterrupted()
          ? new Reception.NoAnswer("no answer within " + whole.toSeconds() + " s")
          : failure(e);
    } finally {
      deadline.cancel(false);
      // read to its end, the connection is back in the pool by now; else it is closed, because
      // closing the answer would read the rest
      request.cancel();
    }
  }

  /** Closes connections nobody used for a while. */
  void closeIdle() {
    connections.closeExpired();
    connections.closeIdle(TimeValue.of(KEPT));
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
    connections.close(CloseMode.IMMEDIATE);
    addresses.close();
  }

  private static PoolingHttpClientConnectionManager connections(
      CheckedAddresses addresses,
      @Nullable SSLContext trust,
      int perReceiver,
      int inAll,
      Duration whole) {
    Http1Config bounds =
        Http1Config.custom().setMaxLineLength(8 << 10).setMaxHeaderCount(100).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(addresses)
        .setTlsSocketStrategy(
            trust == null
                ? DefaultClientTlsStrategy.createDefault()
                : new DefaultClientTlsStrategy(trust))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(CONNECT)).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT))
                .setSocketTimeout(Timeout.of(whole))
                .setTimeToLive(TimeValue.of(KEPT))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
        .setMaxConnPerRoute(perReceiver)
        .setMaxConnTotal(inAll)
        .build();
  }

  private static ScheduledExecutorService deadlines() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(1, OwnThreads.named("webhook-deadlines-"));
    one.setRemoveOnCancelPolicy(true);
    return one;
  }

  /** A short answer is read to its end, so that the connection can be used again. */
  private static void readToTheEnd(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      entity.getContent().readNBytes(ANSWER_BYTES);
    }
  }

  /** RFC 9110 section 10.2.3: seconds, or a date. */
  private static @Nullable Duration retryAfter(ClassicHttpResponse response, Instant now) {
    Header header = response.getFirstHeader("Retry-After");
    if (header == null || header.getValue() == null) {
      return null;
    }
    String value = header.getValue().strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      return Duration.between(
          now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** In our own words: those of the libraries may repeat what the receiver sent. */
  private static Reception failure(Exception e) {
    return switch (e) {
      case ForbiddenAddressException _ ->
          new Reception.Forbidden(
              "its host leads to no public address; webhook.allow can list others as networks");
      case UnknownHostException _ -> new Reception.NoAnswer("its host name leads nowhere");
      case SSLException _ ->
          new Reception.NoAnswer(
              "no TLS connection: its certificate is not trusted, has expired or is for another"
                  + " name, or it speaks no TLS of today");
      case ConnectException _, NoRouteToHostException _ ->
          new Reception.NoAnswer("nobody accepts connections there");
      case SocketTimeoutException _ -> new Reception.NoAnswer("it did not answer in time");
      case InterruptedIOException _ -> new Reception.NoAnswer("interrupted: this process stops");
      case HttpException _ -> new Reception.NoAnswer("its answer is not HTTP");
      default -> new Reception.NoAnswer("the connection broke before the answer was complete");
    };
  }
}
