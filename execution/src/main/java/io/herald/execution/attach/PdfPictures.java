package io.herald.execution.attach;

import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.herald.message.file.PictureSize;
import io.herald.message.link.Supplies;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and style sheets of one PDF: addresses go through the rules of fetching, anything
 * else is the path of a stored file, and pictures that stand in the HTML itself are looked at
 * before they are unpacked. For one document.
 */
final class PdfPictures {
  /** What relative addresses are relative to. */
  static final String BASE = "stored:/";

  private static final String DATA = "data:";
  private static final String PICTURE = DATA + "image/";

  private static final int MOST_FILES = 100;

  /** For all that is fetched for one PDF; well below what the whole PDF may take. */
  private static final Duration FETCHING = Duration.ofSeconds(10);

  private final Files files;
  private final Map<String, Supplies.Resource> published;
  private final int maxBytes;
  private @Nullable Found trouble;
  private int asked;
  private Duration left = FETCHING;
  private volatile boolean waiting;

  /**
   * @param published what is stored, by path
   * @param maxBytes of each picture
   */
  PdfPictures(Files files, Map<String, Supplies.Resource> published, int maxBytes) {
    this.files = files;
    this.published = published;
    this.maxBytes = maxBytes;
  }

  /** Makes this the only place the builder gets anything from. */
  void serve(PdfRendererBuilder builder) {
    builder.useProtocolsStreamImplementation(this::open, "http", "https", "stored");
    builder.useUriResolver((_, address) -> resolved(address));
  }

  /** The first thing that went wrong; null: nothing. */
  @Nullable Found trouble() {
    return trouble;
  }

  /** Whether a picture is awaited right now. Safe to ask from any thread. */
  boolean isWaiting() {
    return waiting;
  }

  /** Null: the picture is left out. */
  @Nullable String resolved(@Nullable String address) {
    if (address == null || address.isBlank() || address.startsWith("#")) {
      return address;
    }
    if (address.startsWith(DATA)) {
      return fits(address) ? address : null;
    }
    if (address.matches("(?i)https?://.*") || address.startsWith(BASE)) {
      return address;
    }
    if (address.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || address.startsWith("//")) {
      note(new Found.Refused("its HTML shows an address that is neither http nor https"));
      return null;
    }
    return BASE + (address.startsWith("/") ? address.substring(1) : address);
  }

  private boolean fits(String data) {
    int comma = data.indexOf(',');
    String header = comma < 0 ? data : data.substring(0, comma);
    if (!header.endsWith(";base64")) {
      // the library unpacks pictures under headers that are nearly right, too: unseen by us
      return !header.regionMatches(true, 0, PICTURE, 0, PICTURE.length());
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data.substring(comma + 1));
      return isHarmless(bytes);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private FSStream open(String address) {
    if (trouble != null) {
      return new Opened(new byte[0]); // there will be no PDF
    }
    waiting = true;
    Found found = find(address);
    waiting = false;
    if (found instanceof Found.File(String _, byte[] bytes)) {
      if (isHarmless(bytes)) {
        return new Opened(bytes);
      }
    } else {
      note(found);
    }
    return new Opened(new byte[0]);
  }

  private Found find(String address) {
    if (++asked > MOST_FILES) {
      return new Found.Refused("its HTML shows more than " + MOST_FILES + " pictures");
    }
    if (address.startsWith(BASE)) {
      return files.stored(published, address.substring(BASE.length()));
    }
    if (!left.isPositive()) {
      return new Found.NotNow(
          "the pictures in its HTML take longer than " + FETCHING.toSeconds() + " s to come");
    }
    long begun = System.nanoTime();
    try {
      return files.remote(address, maxBytes, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Found.NotNow("the process stops");
    } finally {
      left = left.minusNanos(System.nanoTime() - begun);
    }
  }

  /** Whether it is a picture that is not too large when it is unpacked, or none at all. */
  private boolean isHarmless(byte[] bytes) {
    return switch (PictureSize.judge(bytes)) {
      case FITS, NO_PICTURE -> true;
      case UNKNOWN -> false;
      case TOO_LARGE -> {
        note(
            new Found.Refused(
                "a picture in its HTML has more than "
                    + PictureSize.MOST_PIXELS / 1_000_000
                    + " megapixels"));
        yield false;
      }
    };
  }

  private void note(Found found) {
    trouble = Objects.requireNonNullElse(trouble, found);
  }

  private record Opened(byte[] bytes) implements FSStream {
    @Override
    public InputStream getStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Reader getReader() {
      return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
    }
  }
}
