package io.herald.execution.resource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.herald.message.link.Sha256;
import io.herald.message.link.Supplies;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The files that are stored here, the last used 64 MiB of them in memory. That a file is not here
 * is remembered for 20 seconds, unless it is kept by this process meanwhile. Many who ask for one
 * file at once read it once, and at most four files are read at once, so that strangers who ask for
 * files leave the database to the messages. Safe for use by many threads.
 */
public final class Resources {
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
  private static final long CACHE_BYTES = 64L << 20;

  private static final Duration ABSENT = Duration.ofSeconds(20);
  private static final int MOST_ABSENT = 10_000;
  private static final int READS_AT_ONCE = 4;
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final ResourceStore store;
  private final Clock clock;
  private final Cache<String, Resource> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((String sha256, Resource kept) -> kept.bytes().length + 512)
          .build();
  private final Cache<String, Boolean> absent =
      Caffeine.newBuilder().maximumSize(MOST_ABSENT).expireAfterWrite(ABSENT).build();
  private final Semaphore reads = new Semaphore(READS_AT_ONCE, true);

  public Resources(DataSource dataSource, Clock clock) {
    this.store = new ResourceStore(dataSource);
    this.clock = clock;
  }

  /** Whether a text can be the name of a file: 64 hexadecimal digits in lower case. */
  static boolean isSum(String text) {
    return SUM.matcher(text).matches();
  }

  /**
   * The file with this sum; empty: it is not here.
   *
   * @throws SQLException also when too many files are being read
   */
  public Optional<Resource> find(String sha256) throws SQLException {
    try {
      return Optional.ofNullable(cache.get(sha256, this::load));
    } catch (UnreadException e) {
      throw e.cause;
    }
  }

  private @Nullable Resource load(String sha256) {
    if (absent.getIfPresent(sha256) != null) {
      return null;
    }
    try {
      if (!reads.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLTransientException("too many stored files are being read at once");
      }
      try {
        @Nullable Resource found = store.find(sha256).orElse(null);
        if (found == null) {
          absent.put(sha256, true);
        }
        return found;
      } finally {
        reads.release();
      }
    } catch (SQLException e) {
      throw new UnreadException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadException(new SQLTransientException("the process stops", e));
    }
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
    if (!Sha256.of(resource.bytes()).equals(sha256)) {
      return false;
    }
    store.keep(sha256, resource, clock.instant());
    absent.invalidate(sha256);
    return true;
  }

  /** Carries what went wrong out of the cache. */
  private static final class UnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException cause;

    UnreadException(SQLException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
