package io.herald.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

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
    // the last word is the nearest proxy's own; what stands before it a caller may have written
    List<String> protos = values(request, "X-Forwarded-Proto");
    boolean secure =
        protos.isEmpty() ? request.isSecure() : protos.getLast().equalsIgnoreCase("https");
    return new Caller(behindProxies(peer, request), secure);
  }

  /** The last hop that is not one of our proxies: what stands before it can be made up. */
  private InetAddress behindProxies(InetAddress peer, HttpServletRequest request) {
    InetAddress nearest = peer;
    for (String hop : values(request, "X-Forwarded-For").reversed()) {
      try {
        nearest = InetAddress.ofLiteral(withoutScope(withoutPort(hop)));
      } catch (IllegalArgumentException e) {
        return nearest; // "unknown", or not an address: the nearest known hop has to answer for it
      }
      if (!trusted(nearest)) {
        return nearest;
      }
    }
    return nearest;
  }

  /** In order, whether in one header or in several. */
  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private boolean trusted(InetAddress address) {
    return trustedProxies.stream().anyMatch(network -> network.contains(address));
  }

  /** Some proxies write {@code 203.0.113.9:1234} or {@code [2001:db8::9]:1234}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }

  /** Without the interface a link-local IPv6 address may carry, as in {@code fe80::1%eth0}. */
  private static String withoutScope(String address) {
    int percent = address.indexOf('%');
    return percent < 0 ? address : address.substring(0, percent);
  }
}
