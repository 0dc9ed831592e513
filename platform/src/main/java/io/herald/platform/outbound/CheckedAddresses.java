package io.herald.platform.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once for each connection and lets through only addresses that may be reached
 * (SEC-31). The connection is made to exactly these, so a name that leads elsewhere at the next
 * question (DNS rebinding) gains nothing.
 *
 * <p>The operating system's look-up can neither be interrupted nor run on a virtual thread without
 * holding up others; it runs on a bounded pool of its own, with a time limit.
 */
public final class CheckedAddresses implements DnsResolver {
  private static final Duration LOOK_UP_BOUND = Duration.ofSeconds(5);
  private static final int LOOK_UPS_AT_ONCE = 64;

  /** Each costs the time to connect when nobody answers. */
  private static final int MAX_ADDRESSES = 3;

  /** How a name is looked up; tests put their own in its place. */
  public interface LookUp {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /** The host has no address that may be reached. */
  static final class ForbiddenAddressException extends UnknownHostException {
    ForbiddenAddressException(String host) {
      super(host);
    }
  }

  private final Destinations destinations;
  private final LookUp lookUp;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          LOOK_UPS_AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          OwnThreads.named("outbound-dns-"));

  CheckedAddresses(Destinations destinations, LookUp lookUp) {
    this.destinations = destinations;
    this.lookUp = lookUp;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> reachable =
        Arrays.stream(addresses(host))
            .filter(address -> destinations.mayReach(address, port))
            .limit(MAX_ADDRESSES)
            .map(address -> new InetSocketAddress(address, port))
            .toList();
    if (reachable.isEmpty()) {
      throw new ForbiddenAddressException(host);
    }
    return reachable;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new ForbiddenAddressException(host); // without its port nobody can say
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host; // asked only for Kerberos, which is off
  }

  void close() {
    threads.shutdownNow();
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    Future<InetAddress[]> answer;
    try {
      answer = threads.submit(() -> lookUp.addresses(host));
    } catch (RejectedExecutionException e) {
      throw new UnknownHostException("too many names are being looked up");
    }
    try {
      return answer.get(LOOK_UP_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new UnknownHostException("the name could not be looked up in time");
    } catch (ExecutionException e) {
      throw new UnknownHostException("the name could not be looked up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }
}
