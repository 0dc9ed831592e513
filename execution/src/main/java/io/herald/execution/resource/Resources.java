package io.herald.execution.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.herald.message.link.Supplies;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The files that are stored here, the last used 64 MiB of them in memory. Safe for use by many
 * threads.
 */
public final class Resources {
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
  private static final long CACHE_BYTES = 64L << 20;

  private final ResourceStore store;
  private final Clock clock;
  private final Cache<String, Resource> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((String sha256, Resource kept) -> kept.bytes().length + 512)
          .build();

  public Resources(DataSource dataSource, Clock clock) {
    this.store = new ResourceStore(dataSource);
    this.clock = clock;
  }

  /** Whether a text can be the name of a file: 64 hexadecimal digits in lower case. */
  static boolean isSum(String text) {
    return SUM.matcher(text).matches();
  }

  /** The file with this sum; empty: it is not here. */
  public Optional<Resource> find(String sha256) throws SQLException {
    Resource cached = cache.getIfPresent(sha256);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<Resource> found = store.find(sha256);
    found.ifPresent(resource -> cache.put(sha256, resource));
    return found;
  }

  /** The sums of those that are not here, in order. */
  public List<String> missing(Collection<Supplies.Resource> wanted) throws SQLException {
    Set<String> sums = wanted.stream().map(Supplies.Resource::sha256).collect(Collectors.toSet());
    if (sums.isEmpty()) {
      return List.of();
    }
    Set<String> known = store.known(sums);
    return sums.stream().filter(sum -> !known.contains(sum)).sorted().toList();
  }

  /**
   * Stores a file; does nothing when it is here.
   *
   * @return false when the bytes have another sum
   */
  public boolean keep(String sha256, Resource resource) throws SQLException {
    if (!sum(resource.bytes()).equals(sha256)) {
      return false;
    }
    store.keep(sha256, resource, clock.instant());
    return true;
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
