package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The zones of an instance (SEC-10): the zone with the most specific network that holds the caller
 * wins; callers in none belong to {@link SecurityZone#PUBLIC}. Zones are nested: one lies in
 * another that it names, else in the smallest that holds all its networks, else in the public.
 * Immutable.
 *
 * @param zones in any order
 */
public record SecurityZones(List<SecurityZone> zones) implements Zones {
  /**
   * @throws IllegalArgumentException when two zones have one name, or a zone lies in one that is
   *     not there or in itself
   */
  public SecurityZones {
    zones = List.copyOf(zones);
    Set<String> names = new HashSet<>();
    for (SecurityZone zone : zones) {
      if (!names.add(zone.name())) {
        throw new IllegalArgumentException("the zone " + zone.name() + " is there twice");
      }
    }
    names.add(SecurityZone.PUBLIC.name());
    for (SecurityZone zone : zones) {
      if (!zone.within().isEmpty() && !names.contains(zone.within())) {
        throw new IllegalArgumentException(
            "the zone " + zone.name() + " lies in " + zone.within() + ", which is not there");
      }
    }
    Map<String, String> outer = outer(zones);
    for (SecurityZone zone : zones) {
      Set<String> passed = new HashSet<>();
      for (@Nullable String at = zone.name(); at != null; at = outer.get(at)) {
        if (!passed.add(at)) {
          throw new IllegalArgumentException("the zone " + zone.name() + " lies in itself");
        }
      }
    }
  }

  /** These zones. */
  public static SecurityZones of(SecurityZone... zones) {
    return new SecurityZones(List.of(zones));
  }

  /**
   * Reads {@link AccessSettings#ZONES}: zones apart by semicolons; in each the name first, then
   * networks (words with a slash), flags and {@code in=} the zone it lies in.
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
    String within = "";
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith("in=")) {
        within = words[i].substring(3);
      } else if (words[i].contains("/")) {
        networks.add(Network.parse(words[i]));
      } else {
        flags.add(flag(words[i]));
      }
    }
    return new SecurityZone(words[0], networks, flags, within);
  }

  private static SecurityZone.Flag flag(String word) {
    for (SecurityZone.Flag flag : SecurityZone.Flag.values()) {
      if (flag.label().equalsIgnoreCase(word)) {
        return flag;
      }
    }
    throw new IllegalArgumentException(
        "expects a network such as 10.0.0.0/8 or one of allowHTTP, allowUserPassword,"
            + " allowEmptyPassword, sessionTokenOnly, in=zone, not "
            + word);
  }

  @Override
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

  @Override
  public Set<String> names() {
    return Stream.concat(
            Stream.of(SecurityZone.PUBLIC.name()), zones.stream().map(SecurityZone::name))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean within(SecurityZone zone, String name) {
    if (name.equals(SecurityZone.PUBLIC.name())) {
      return true; // everything lies in the public
    }
    Map<String, String> outer = outer(zones);
    for (@Nullable String at = zone.name(); at != null; at = outer.get(at)) {
      if (at.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** For each zone the name of the one it lies in, unless that is the public. */
  private static Map<String, String> outer(List<SecurityZone> zones) {
    Map<String, String> outer = new HashMap<>();
    for (SecurityZone zone : zones) {
      if (!zone.within().isEmpty()) {
        outer.put(zone.name(), zone.within());
        continue;
      }
      zones.stream()
          .filter(other -> other != zone && other.holds(zone) && !zone.holds(other))
          .max(Comparator.comparingInt(SecurityZone::shortestPrefix))
          .ifPresent(smallest -> outer.put(zone.name(), smallest.name()));
    }
    return outer;
  }
}
