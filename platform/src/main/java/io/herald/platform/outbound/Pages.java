package io.herald.platform.outbound;

import io.herald.platform.config.Settings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text behind an address while somebody waits for it: within a short time, and only so
 * many at once, so that a slow server never holds every waiting thread. Safe for use by many
 * threads.
 */
public final class Pages implements AutoCloseable {
  private static final int MOST_BYTES = 1_000_000;

  private final Fetcher fetcher;
  private final Semaphore places;

  /** What reading gave. */
  public sealed interface Reading {
    /** The page. */
    record Text(String text) implements Reading {}

    /** Asking again is in vain. */
    record Refused(String why) implements Reading {}

    /** Another time it may come. */
    record Unavailable(String why) implements Reading {}
  }

  /**
   * @param atOnce pages read at once; one more is unavailable
   */
  public static Pages of(Settings settings, int atOnce) {
    return new Pages(Fetcher.of(settings, settings.get(FetchSettings.PAGE_TIMEOUT)), atOnce);
  }

  Pages(Fetcher fetcher, int atOnce) {
    this.fetcher = fetcher;
    this.places = new Semaphore(atOnce);
  }

  /** The text behind an address: as its server says it is written, else UTF-8. */
  public Reading read(String url) {
    if (!places.tryAcquire()) {
      return new Reading.Unavailable("too many pages are being read at once");
    }
    try {
      return switch (fetcher.fetch(url, MOST_BYTES)) {
        case Fetched.Content(byte[] bytes, @Nullable String _, @Nullable String charset) ->
            new Reading.Text(
                new String(
                    bytes, charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset)));
        case Fetched.Refused(String why) -> new Reading.Refused(why);
        case Fetched.Unavailable(String why) -> new Reading.Unavailable(why);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reading.Unavailable("the process stops");
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
