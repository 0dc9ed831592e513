package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.util.List;
import java.util.Set;

/**
 * What callers of some networks may do (SEC-10).
 *
 * @param name for messages and logs
 * @param networks whose callers belong to it
 * @param flags what is allowed beyond the strictest
 * @param within the zone it lies in, when that is not told by the networks; empty: it is
 */
public record SecurityZone(String name, List<Network> networks, Set<Flag> flags, String within) {
  /** What a zone may allow; the names are those of the settings. */
  public enum Flag {
    /** Plain HTTP; without it only HTTPS. */
    ALLOW_HTTP("allowHTTP"),
    /** {@code login/password} in place of a session token. */
    ALLOW_USER_PASSWORD("allowUserPassword"),
    /** An empty password, for operators that have one. */
    ALLOW_EMPTY_PASSWORD("allowEmptyPassword"),
    /** A session token without its security token, except from a cookie (SEC-13). */
    SESSION_TOKEN_ONLY("sessionTokenOnly");

    private final String label;

    Flag(String label) {
      this.label = label;
    }

    /** As written in the settings. */
    public String label() {
      return label;
    }
  }

  /** Everyone not named elsewhere: HTTPS, logon, both tokens. */
  public static final SecurityZone PUBLIC = new SecurityZone("public", List.of(), Set.of());

  /** Callers on this machine, as the demo wants them. */
  public static final SecurityZone LOOPBACK =
      new SecurityZone(
          "loopback",
          List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")),
          Set.of(Flag.ALLOW_HTTP, Flag.ALLOW_USER_PASSWORD, Flag.SESSION_TOKEN_ONLY));

  /** A zone that lies where its networks lie. */
  public SecurityZone(String name, List<Network> networks, Set<Flag> flags) {
    this(name, networks, flags, "");
  }

  public SecurityZone {
    networks = List.copyOf(networks);
    flags = Set.copyOf(flags);
  }

  /** Whether the zone allows this. */
  public boolean allows(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether all networks of another zone lie in networks of this one. */
  boolean holds(SecurityZone other) {
    return !other.networks.isEmpty()
        && other.networks.stream()
            .allMatch(inner -> networks.stream().anyMatch(outer -> outer.contains(inner)));
  }

  /** How large its largest network is: the smaller the number, the larger. */
  int shortestPrefix() {
    return networks.stream().mapToInt(Network::prefixBits).min().orElse(0);
  }
}
