package io.herald.platform.outbound;

import io.herald.platform.http.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others (SEC-31): private, loopback, link-local,
 * shared, multicast, reserved, documentation, and those that carry an IPv4 address inside an IPv6
 * one (mapped, compatible, NAT64, 6to4, Teredo). Follows the IANA special-purpose registries (RFC
 * 6890). Of IPv6 only 2000::/3 is public at all.
 */
final class PublicAddresses {
  private static final List<Network> SPECIAL_V4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16", // link-local; the metadata services of clouds live there
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Network GLOBAL_V6 = Network.parse("2000::/3");

  private static final List<Network> SPECIAL_V6 =
      networks(
          "2001::/23", // protocol assignments, among them Teredo
          "2001:db8::/32",
          "2002::/16", // 6to4
          "2620:4f:8000::/48",
          "3fff::/20",
          "5f00::/16");

  private PublicAddresses() {}

  /** IPv4 inside ::ffff:0:0/96 arrives here as IPv4: Java unpacks it when it reads an address. */
  static boolean contains(InetAddress address) {
    return address instanceof Inet4Address
        ? none(SPECIAL_V4, address)
        : GLOBAL_V6.contains(address) && none(SPECIAL_V6, address);
  }

  private static boolean none(List<Network> networks, InetAddress address) {
    return networks.stream().noneMatch(network -> network.contains(address));
  }

  private static List<Network> networks(String... texts) {
    return Arrays.stream(texts).map(Network::parse).toList();
  }
}
