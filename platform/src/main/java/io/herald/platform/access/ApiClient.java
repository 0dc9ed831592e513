package io.herald.platform.access;

import io.herald.platform.http.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls us with access tokens (SEC-7).
 *
 * @param id stable number in its database
 * @param clientId public and the same on every instance: what {@code X-Api-Key} carries
 * @param name unique, for people
 * @param organization the only one it may act for (API-47)
 * @param scopes what it may do
 * @param rate how often; null: no limit
 * @param networks where it may call from; empty: from anywhere
 * @param expires when it ends; null: never
 * @param disabled whether it is locked out
 * @param echo what the Standard dialect answers a pushed event with (API-42)
 */
public record ApiClient(
    long id,
    String clientId,
    String name,
    String organization,
    Scopes scopes,
    @Nullable RateLimit rate,
    List<Network> networks,
    @Nullable Instant expires,
    boolean disabled,
    Echo echo) {
  /** How the fields of an event are repeated to its sender. */
  public enum Echo {
    /** With their values. */
    VALUES,
    /** As empty texts. */
    EMPTY
  }

  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._~@|-]{3,128}");
  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,64}");
  private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int MAX_NETWORKS = 100;

  /**
   * @throws IllegalArgumentException when a text is out of bounds; names which
   */
  public ApiClient {
    if (!isClientId(clientId)) {
      throw new IllegalArgumentException(
          "clientId: 3 to 128 letters, digits or any of . _ ~ @ | -");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: 1 to 64 characters");
    }
    if (!ORGANIZATION.matcher(organization).matches()) {
      throw new IllegalArgumentException(
          "organization: 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    if (networks.size() > MAX_NETWORKS) {
      throw new IllegalArgumentException("networks: at most " + MAX_NETWORKS);
    }
    networks = List.copyOf(networks);
  }

  static boolean isClientId(String text) {
    return CLIENT_ID.matcher(text).matches();
  }

  /** Whether it may act at all at this moment. */
  boolean active(Instant now) {
    return !disabled && (expires == null || now.isBefore(expires));
  }

  /** Whether it may call from there. */
  boolean mayCallFrom(InetAddress address) {
    return networks.isEmpty() || networks.stream().anyMatch(network -> network.contains(address));
  }
}
