package io.herald.execution.attach;

import io.herald.execution.resource.Resource;
import io.herald.execution.resource.Resources;
import io.herald.message.link.Supplies;
import io.herald.platform.outbound.Fetched;
import io.herald.platform.outbound.Fetcher;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of messages come from: what is stored here, and what may be fetched. Safe for use
 * by many threads.
 */
final class Files {
  /** What control gives an uploaded file as its public address. */
  private static final Pattern STORED =
      Pattern.compile("https?://[^/?#]+(?:/[^?#]*)?/r/([0-9a-f]{64})/[^/]*");

  private static final Duration UNBOUNDED = Duration.ofDays(1);

  private final Resources resources;
  private final Fetcher fetcher;

  Files(Resources resources, Fetcher fetcher) {
    this.resources = resources;
    this.fetcher = fetcher;
  }

  /** The file that stood under a path when the template was published. */
  Found stored(Map<String, Supplies.Resource> published, String path) {
    String plain = path.startsWith("/") ? path.substring(1) : path;
    Supplies.Resource resource = published.get(plain);
    return resource == null
        ? new Found.Refused(
            "its path leads to no file that was stored when the template was published")
        : bySum(resource.sha256())
            .orElseGet(() -> new Found.NotNow("its bytes have not come from control yet"));
  }

  /** What stands behind an address; a file that is stored here is not fetched. */
  Found remote(String url, int maxBytes) throws InterruptedException {
    return remote(url, maxBytes, UNBOUNDED);
  }

  /**
   * What stands behind an address; a file that is stored here is not fetched.
   *
   * @param left no more time than this; the limit of every fetch holds all the same
   */
  Found remote(String url, int maxBytes, Duration left) throws InterruptedException {
    Matcher stored = STORED.matcher(url.strip());
    if (stored.matches()) {
      Optional<Found> here = bySum(stored.group(1));
      if (here.isPresent()) {
        return here.get();
      }
    }
    return switch (fetcher.fetch(url, maxBytes, left)) {
      case Fetched.Content(byte[] bytes, @Nullable String type, @Nullable String _) ->
          new Found.File(type == null ? "" : type, bytes);
      case Fetched.Refused(String why) -> new Found.Refused(why);
      case Fetched.Unavailable(String why) -> new Found.NotNow(why);
    };
  }

  private Optional<Found> bySum(String sum) {
    try {
      Optional<Resource> found = resources.find(sum);
      return found.map(file -> new Found.File(file.type(), file.bytes()));
    } catch (SQLException e) {
      return Optional.of(new Found.NotNow("the database does not answer"));
    }
  }
}
