package io.herald.platform.outbound;

import io.herald.platform.outbound.CheckedAddresses.ForbiddenAddressException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
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
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests over HTTP/1.1 to addresses that somebody else chose: only to where {@link
 * Destinations} allows (SEC-31). Blocking; safe for use by many threads.
 *
 * <p>Bounds: 5 seconds to connect to one address, at most three addresses; a time for the whole
 * exchange, however slowly it trickles; so many connections. No redirect is followed, nothing is
 * repeated, no cookie kept, no proxy used, nothing decompressed. Connections are kept for a minute.
 */
public final class OutboundClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Destinations destinations;
  private final CheckedAddresses addresses;
  private final Duration whole;
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines;

  /** Takes of an answer what it wants; the rest is not read. */
  public interface Reading<T> {
    T read(ClassicHttpResponse response) throws IOException;
  }

  /** What came of an exchange. */
  public sealed interface Exchange<T> {
    /** It was answered, whatever the answer says. */
    record Answered<T>(T what) implements Exchange<T> {}

    /** The request may not go there, and never left; in our words, without data. */
    record Forbidden<T>(String why) implements Exchange<T> {}

    /** There is no answer, or none that ends; in our words, without data. */
    record NoAnswer<T>(String why) implements Exchange<T> {}
  }

  /**
   * Where requests may go and what they may take.
   *
   * @param lookUp how names are looked up
   * @param trust whose certificates are believed; null: those the Java runtime believes
   * @param perHost connections to one host
   * @param inAll connections to all of them
   * @param whole time for an exchange, from its beginning to the end of the answer
   */
  public record Terms(
      Destinations destinations,
      CheckedAddresses.LookUp lookUp,
      @Nullable SSLContext trust,
      int perHost,
      int inAll,
      Duration whole) {}

  public OutboundClient(Terms terms) {
    this.destinations = terms.destinations();
    this.addresses = new CheckedAddresses(destinations, terms.lookUp());
    this.whole = terms.whole();
    this.connections = connections(addresses, terms);
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
  public static InetAddress[] byTheSystem(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }

  /** Sends a request whose URL {@link Destinations#objection} has let through. */
  public <T> Exchange<T> send(HttpUriRequestBase request, Reading<T> reading) {
    return send(request, whole, reading);
  }

  /**
   * Sends a request that is one of several steps which share a time limit.
   *
   * @param left of that limit; the time for a whole exchange holds all the same
   */
  public <T> Exchange<T> send(HttpUriRequestBase request, Duration left, Reading<T> reading) {
    Duration within = left.compareTo(whole) < 0 ? left : whole;
    if (!within.isPositive()) {
      return new Exchange.NoAnswer<>("no answer in time");
    }
    ScheduledFuture<?> deadline =
        deadlines.schedule(request::cancel, within.toNanos(), TimeUnit.NANOSECONDS);
    try {
      ClassicHttpResponse response =
          http.executeOpen(
              RoutingSupport.determineHost(request), request, HttpClientContext.create());
      return new Exchange.Answered<>(reading.read(response));
    } catch (IOException | HttpException e) {
      return request.isCancelled() || Thread.currentThread().isInterrupted()
          ? new Exchange.NoAnswer<>(
              within.equals(whole)
                  ? "no answer within " + whole.toSeconds() + " s"
                  : "no answer in time")
          : failure(e);
    } finally {
      deadline.cancel(false);
      // read to its end, the connection is back in the pool by now; else it is closed, because
      // closing the answer would read the rest
      request.cancel();
    }
  }

  /** Closes connections nobody used for a while. */
  public void closeIdle() {
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
      CheckedAddresses addresses, Terms terms) {
    Http1Config bounds =
        Http1Config.custom().setMaxLineLength(8 << 10).setMaxHeaderCount(100).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(addresses)
        .setTlsSocketStrategy(
            terms.trust() == null
                ? DefaultClientTlsStrategy.createDefault()
                : new DefaultClientTlsStrategy(terms.trust()))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.of(CONNECT)).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT))
                .setSocketTimeout(Timeout.of(terms.whole()))
                .setTimeToLive(TimeValue.of(KEPT))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                .build())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
        .setMaxConnPerRoute(terms.perHost())
        .setMaxConnTotal(terms.inAll())
        .build();
  }

  private static ScheduledExecutorService deadlines() {
    ScheduledThreadPoolExecutor one =
        new ScheduledThreadPoolExecutor(1, OwnThreads.named("outbound-deadlines-"));
    one.setRemoveOnCancelPolicy(true);
    return one;
  }

  /** In our own words: those of the libraries may repeat what the other side sent. */
  private <T> Exchange<T> failure(Exception e) {
    return switch (e) {
      case ForbiddenAddressException _ ->
          new Exchange.Forbidden<>(
              "its host leads to no public address; "
                  + destinations.setting()
                  + " can list others as networks");
      case UnknownHostException _ -> new Exchange.NoAnswer<>("its host name leads nowhere");
      case SSLException _ ->
          new Exchange.NoAnswer<>(
              "no TLS connection: its certificate is not trusted, has expired or is for another"
                  + " name, or it speaks no TLS of today");
      case ConnectException _, NoRouteToHostException _ ->
          new Exchange.NoAnswer<>("nobody accepts connections there");
      case SocketTimeoutException _ -> new Exchange.NoAnswer<>("it did not answer in time");
      case InterruptedIOException _ -> new Exchange.NoAnswer<>("interrupted: this process stops");
      case HttpException _ -> new Exchange.NoAnswer<>("its answer is not HTTP");
      default -> new Exchange.NoAnswer<>("the connection broke before the answer was complete");
    };
  }
}
