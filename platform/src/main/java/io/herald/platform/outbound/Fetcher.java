package io.herald.platform.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.herald.platform.config.Settings;
import io.herald.platform.outbound.OutboundClient.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what stands behind an http or https address (TPL-72): remote attachments, pages and
 * images. Blocking; safe for use by many threads.
 *
 * <p>At most five redirects are followed, each only to where {@link FetchSettings#ALLOW} allows and
 * never from https to http. A body is read up to its bound and not one byte further. So many
 * exchanges run at once; more wait. One time limit holds for the wait and all redirects together.
 * What has an {@code ETag} is kept for a while in a small cache and asked for with {@code
 * If-None-Match}, so that one file for many messages travels once.
 */
public final class Fetcher implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final long CACHE_BYTES = 32L << 20;
  private static final Duration CACHED = Duration.ofMinutes(5);

  private final Destinations destinations;
  private final OutboundClient client;
  private final Semaphore places;
  private final Duration whole;
  private final Cache<URI, Tagged> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .weigher((URI url, Tagged kept) -> kept.content().bytes().length + 512)
          .expireAfterWrite(CACHED)
          .build();

  private record Tagged(String etag, Fetched.Content content) {}

  /** What one exchange gave. */
  private sealed interface Hop {
    record End(Fetched fetched) implements Hop {}

    record Redirect(String location) implements Hop {}
  }

  /** With the time limit of attachments and images. */
  public static Fetcher of(Settings settings) {
    return of(settings, settings.get(FetchSettings.TIMEOUT));
  }

  /** With a time limit of its own. */
  public static Fetcher of(Settings settings, Duration timeout) {
    int places = settings.get(FetchSettings.CONCURRENCY);
    return new Fetcher(
        new OutboundClient.Terms(
            Destinations.parse(FetchSettings.ALLOW.key(), settings.get(FetchSettings.ALLOW)),
            OutboundClient::byTheSystem,
            null,
            places,
            places,
            timeout));
  }

  public Fetcher(OutboundClient.Terms terms) {
    this.destinations = terms.destinations();
    this.client = new OutboundClient(terms);
    this.places = new Semaphore(terms.inAll(), true);
    this.whole = terms.whole();
  }

  /** What keeps an address from being fetched; empty: nothing, as far as its text tells. */
  public Optional<String> objection(String url) {
    return destinations.objection(withoutFragment(url.strip()));
  }

  /**
   * Fetches one address.
   *
   * @param maxBytes what is larger is refused
   * @throws InterruptedException when the process stops
   */
  public Fetched fetch(String url, int maxBytes) throws InterruptedException {
    return fetch(url, maxBytes, whole);
  }

  /**
   * Fetches one address for somebody who has little time left.
   *
   * @param maxBytes what is larger is refused
   * @param left the fetcher's own time limit holds all the same
   * @throws InterruptedException when the process stops
   */
  public Fetched fetch(String url, int maxBytes, Duration left) throws InterruptedException {
    Duration within = left.compareTo(whole) < 0 ? left : whole;
    long end = System.nanoTime() + within.toNanos();
    String text = withoutFragment(url.strip());
    Optional<String> objection = destinations.objection(text);
    if (objection.isPresent()) {
      return new Fetched.Refused("the address " + objection.get());
    }
    if (!places.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
      return new Fetched.Unavailable("too much is being fetched at once");
    }
    try {
      return follow(new URI(text), maxBytes, end);
    } catch (URISyntaxException e) {
      return new Fetched.Refused("the address is not a URL");
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** A fragment is for readers; it does not travel. */
  private static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  /**
   * @param end the reading of {@link System#nanoTime} at which all of it ends
   */
  private Fetched follow(URI first, int maxBytes, long end) {
    URI url = first;
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      switch (hop(url, maxBytes, Duration.ofNanos(end - System.nanoTime()))) {
        case Hop.End(Fetched fetched) -> {
          return fetched;
        }
        case Hop.Redirect(String location) -> {
          URI next;
          try {
            next = url.resolve(new URI(withoutFragment(location)));
          } catch (URISyntaxException | IllegalArgumentException e) {
            return new Fetched.Refused(at(first) + " redirects to what is not a URL");
          }
          Optional<String> objection = destinations.objection(next);
          if (objection.isPresent()) {
            return new Fetched.Refused(at(first) + " redirects to an address that is not allowed");
          }
          if (url.getScheme().equals("https") && !next.getScheme().equals("https")) {
            return new Fetched.Refused(at(first) + " redirects from https to http");
          }
          url = next;
        }
      }
    }
    return new Fetched.Refused(at(first) + " redirects more than " + MOST_REDIRECTS + " times");
  }

  private Hop hop(URI url, int maxBytes, Duration left) {
    HttpGet request = new HttpGet(url);
    request.setHeader("User-Agent", "Herald");
    request.setHeader("Accept", "*/*");
    @Nullable Tagged known = cache.getIfPresent(url);
    if (known != null) {
      request.setHeader("If-None-Match", known.etag());
    }
    return switch (client.send(request, left, answer -> read(url, answer, known, maxBytes))) {
      case Exchange.Answered<Hop>(Hop hop) -> hop;
      case Exchange.Forbidden<Hop>(String why) ->
          new Hop.End(new Fetched.Refused(at(url) + " cannot be reached: " + why));
      case Exchange.NoAnswer<Hop>(String why) ->
          new Hop.End(new Fetched.Unavailable(at(url) + ": " + why));
    };
  }

  private Hop read(URI url, ClassicHttpResponse answer, @Nullable Tagged known, int maxBytes)
      throws IOException {
    int status = answer.getCode();
    if (status == 304 && known != null) {
      return new Hop.End(
          known.content().bytes().length <= maxBytes
              ? known.content()
              : new Fetched.Refused(tooLarge(url, maxBytes)));
    }
    if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
      Header location = answer.getFirstHeader("Location");
      return location == null || location.getValue() == null
          ? new Hop.End(new Fetched.Refused(at(url) + " redirects nowhere"))
          : new Hop.Redirect(location.getValue().strip());
    }
    if (status != 200) {
      String why = at(url) + " answers HTTP " + status;
      // what is not there now may be there in a minute: an invoice is often written just then
      return new Hop.End(new Fetched.Unavailable(why));
    }
    HttpEntity entity = answer.getEntity();
    if (entity == null) {
      return new Hop.End(new Fetched.Unavailable(at(url) + " answers with nothing"));
    }
    if (entity.getContentLength() > maxBytes) {
      return new Hop.End(new Fetched.Refused(tooLarge(url, maxBytes)));
    }
    byte[] bytes = read(entity.getContent(), maxBytes);
    if (bytes.length > maxBytes) {
      return new Hop.End(new Fetched.Refused(tooLarge(url, maxBytes)));
    }
    ContentType type = ContentType.parseLenient(entity.getContentType());
    Charset charset = type == null ? null : type.getCharset();
    Fetched.Content content =
        new Fetched.Content(
            bytes,
            type == null || type.getMimeType() == null
                ? null
                : type.getMimeType().toLowerCase(Locale.ROOT),
            charset == null ? null : charset.name());
    Header etag = answer.getFirstHeader("ETag");
    if (etag != null && etag.getValue() != null && bytes.length < CACHE_BYTES / 8) {
      cache.put(url, new Tagged(etag.getValue(), content));
    }
    return new Hop.End(content);
  }

  /** One byte more than allowed tells that there is too much. */
  private static byte[] read(InputStream body, int maxBytes) throws IOException {
    return body.readNBytes(maxBytes + 1);
  }

  private static String tooLarge(URI url, int maxBytes) {
    return at(url) + " has more than the " + maxBytes + " bytes that are allowed";
  }

  /** The path may hold personal data or a token, the host does not. */
  private static String at(URI url) {
    return "the file at " + url.getHost();
  }
}
