package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operator as it is administered (SEC-1), without its password.
 *
 * @param login unique; cannot change
 * @param label its name for people; may be empty
 * @param email may be empty
 * @param rights labels of rights it holds besides those of its groups (SEC-3)
 * @param groups names
 * @param zone the security zone it may come from, or from any zone inside it (SEC-11)
 * @param trusted networks it needs no password from, where the caller's zone allows that
 * @param passwordExpires from when on its password is not taken; null: never
 * @param disabled whether it is locked out
 */
public record OperatorAccount(
    String login,
    String label,
    String email,
    Set<String> rights,
    Set<String> groups,
    String zone,
    List<Network> trusted,
    @Nullable Instant passwordExpires,
    boolean disabled) {
  private static final Pattern LOGIN = Pattern.compile("[^/\\s\\p{Cntrl}:]{1,64}");
  private static final int MAX_TEXT = 256;
  private static final int MAX_ENTRIES = 100;

  /**
   * @throws IllegalArgumentException when a text is out of bounds; names which
   */
  public OperatorAccount {
    if (!LOGIN.matcher(login).matches()) {
      throw new IllegalArgumentException(
          "login: 1 to 64 characters without slash, colon or white space");
    }
    if (label.length() > MAX_TEXT) {
      throw new IllegalArgumentException("label: at most " + MAX_TEXT + " characters");
    }
    if (email.length() > MAX_TEXT) {
      throw new IllegalArgumentException("email: at most " + MAX_TEXT + " characters");
    }
    if (zone.isBlank() || zone.length() > MAX_TEXT) {
      throw new IllegalArgumentException("zone: 1 to " + MAX_TEXT + " characters");
    }
    if (rights.size() > MAX_ENTRIES || groups.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("rights and groups: at most " + MAX_ENTRIES + " each");
    }
    if (trusted.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("trustedNetworks: at most " + MAX_ENTRIES);
    }
    rights = Set.copyOf(rights);
    groups = Set.copyOf(groups);
    trusted = List.copyOf(trusted);
  }

  /** Whether it needs no password from there. */
  boolean trusts(java.net.InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
