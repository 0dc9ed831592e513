package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls (SEC-10): {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
 * only when the connection comes from a trusted proxy. Safe for use by many threads.
 */
public final class Callers {
  private final List<Network> trustedProxies;

  /**
   * @param trustedProxies whose forwarding headers are believed; usually few
   */
  public Callers(List<Network> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  /** The caller of this request. */
  public Caller of(HttpServletRequest request) {
    InetAddress peer = InetAddress.ofLiteral(withoutScope(request.getRemoteAddr()));
    if (!trusted(peer)) {
      return new Caller(peer, request.isSecure());
    }
    @Nullable String proto = request.getHeader("X-Forwarded-Proto");
    boolean secure = proto == null ? request.isSecure() : proto.strip().equalsIgnoreCase("https");
    return new Caller(behindProxies(peer, request), secure);
  }

  /** The last hop that is not one of our proxies: what stands before it can be made up. */
  private InetAddress behindProxies(InetAddress peer, HttpServletRequest request) {
    InetAddress nearest = peer;
    String hops = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")));
    List<String> addresses = List.of(hops.split(","));
    for (String hop : addresses.reversed()) {
      try {
        nearest = InetAddress.ofLiteral(withoutScope(hop.strip()));
      } catch (IllegalArgumentException e) {
        return nearest; // "unknown", or not an address: the nearest known hop has to answer for it
      }
      if (!trusted(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  private boolean trusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }

  /** Without the interface a link-local IPv6 address may carry, as in {@code fe80::1%eth0}. */
  private static String withoutScope(String address) {
    int percent = address.indexOf('%');
    return percent < 0 ? address : address.substring(0, percent);
  }
}
