package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The zones of an instance (SEC-10): the zone with the most specific network that holds the caller
 * wins; callers in none belong to {@link SecurityZone#PUBLIC}. Immutable.
 *
 * @param zones in any order
 */
public record SecurityZones(List<SecurityZone> zones) {
  public SecurityZones {
    zones = List.copyOf(zones);
  }

  /** These zones. */
  public static SecurityZones of(SecurityZone... zones) {
    return new SecurityZones(List.of(zones));
  }

  /**
   * Reads {@link AccessSettings#ZONES}: zones apart by semicolons; in each the name first, then
   * networks (words with a digit or colon in front of a slash) and flags.
   *
   * @throws IllegalArgumentException when a word is neither a network nor a known flag
   */
  public static SecurityZones parse(String text) {
    List<SecurityZone> zones = new ArrayList<>();
    for (String part : text.split(";")) {
      if (!part.isBlank()) {
        zones.add(zone(part.strip().split("\\s+")));
      }
    }
    return new SecurityZones(zones);
  }

  private static SecurityZone zone(String[] words) {
    List<Network> networks = new ArrayList<>();
    Set<SecurityZone.Flag> flags = EnumSet.noneOf(SecurityZone.Flag.class);
    for (int i = 1; i < words.length; i++) {
      if (words[i].contains("/")) {
        networks.add(Network.parse(words[i]));
      } else {
        flags.add(flag(words[i]));
      }
    }
    return new SecurityZone(words[0], networks, flags);
  }

  private static SecurityZone.Flag flag(String word) {
    for (SecurityZone.Flag flag : SecurityZone.Flag.values()) {
      if (flag.label().equalsIgnoreCase(word)) {
        return flag;
      }
    }
    throw new IllegalArgumentException(
        "expects a network such as 10.0.0.0/8 or one of allowHTTP, allowUserPassword,"
            + " allowEmptyPassword, sessionTokenOnly, not "
            + word);
  }

  /** The zone this address belongs to. */
  public SecurityZone of(InetAddress address) {
    SecurityZone best = SecurityZone.PUBLIC;
    int longest = -1;
    for (SecurityZone zone : zones) {
      for (Network network : zone.networks()) {
        if (network.prefixBits() > longest && network.contains(address)) {
          best = zone;
          longest = network.prefixBits();
        }
      }
    }
    return best;
  }
}
