package io.herald.execution.attach;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.herald.message.file.FileType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes PDFs of HTML (TPL-71): CSS 2.1 and what it says of pages, fonts of our own that know Latin,
 * Greek and Cyrillic letters, so that every machine makes the same. Pictures and style sheets come
 * only through {@link PdfPictures}. Safe for use by many threads; each PDF has a thread of its own
 * and few are made at once, because laying out pages is work for a processor. One that takes too
 * long gives up its place; its thread ends when it ends, and there are at most twice as many
 * threads as places.
 */
final class PdfWriter {
  private static final Logger log = LoggerFactory.getLogger(PdfWriter.class);

  /** A page takes some 10 ms. */
  private static final Duration WHOLE = Duration.ofSeconds(30);

  /** Whoever waits longer for a place comes back later. */
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static final String FONT = "Liberation Sans";

  /** As the text asks for it, and for letters that no other font has. */
  private static final Set<FSFontUseCase> USES =
      EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.FALLBACK_PRE);

  /** What authors call fonts, and what they get. */
  private enum Family {
    SANS("Sans", List.of(FONT, "sans-serif", "Arial", "Helvetica", "Verdana", "Calibri")),
    SERIF("Serif", List.of("Liberation Serif", "serif", "Times New Roman", "Times", "Georgia")),
    MONO("Mono", List.of("Liberation Mono", "monospace", "Courier New", "Courier"));

    private final String file;
    private final List<String> names;

    Family(String file, List<String> names) {
      this.file = file;
      this.names = names;
    }
  }

  static {
    // its log repeats what stands in the HTML
    XRLog.setLoggingEnabled(false);
  }

  private final Semaphore places;

  /** Also counts threads that nobody waits for any more but that do not end. */
  private final Semaphore threads;

  private final Duration wait;
  private final Duration whole;
  private final Set<Future<Found>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * @param atOnce documents made at once
   */
  PdfWriter(int atOnce) {
    this(atOnce, WAIT, WHOLE);
  }

  /**
   * @param atOnce documents made at once
   * @param wait for a place, at most
   * @param whole time for making one, without that wait
   */
  PdfWriter(int atOnce, Duration wait, Duration whole) {
    this.places = new Semaphore(atOnce, true);
    this.threads = new Semaphore(2 * atOnce);
    this.wait = wait;
    this.whole = whole;
  }

  /**
   * Makes one PDF.
   *
   * @param maxBytes a larger one is refused
   * @throws InterruptedException when the process stops
   */
  Found write(String html, PdfPictures pictures, int maxBytes) throws InterruptedException {
    if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      return new Found.NotNow("too many PDFs are being made at once");
    }
    try {
      // the library does not heed interrupts: one that hangs keeps its thread, not its place
      return threads.tryAcquire()
          ? await(begin(() -> writeHere(html, pictures, maxBytes)), pictures)
          : new Found.NotNow("PDFs that took too long are still being made");
    } finally {
      places.release();
    }
  }

  /** Ends what is being made; makes no more. */
  void stop() {
    stopped = true;
    running.forEach(making -> making.cancel(true));
  }

  private Future<Found> begin(Callable<Found> work) {
    FutureTask<Found> making = new FutureTask<>(work);
    boolean begun = false;
    try {
      Thread.ofPlatform()
          .name("pdf")
          .daemon()
          .start(
              () -> {
                try {
                  making.run();
                } finally {
                  threads.release();
                }
              });
      begun = true;
    } finally {
      if (!begun) {
        threads.release();
      }
    }
    return making;
  }

  private Found await(Future<Found> making, PdfPictures pictures) throws InterruptedException {
    running.add(making);
    try {
      if (stopped) {
        return new Found.NotNow("the process stops");
      }
      return making.get(whole.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return pictures.isWaiting()
          ? new Found.NotNow("a picture in its HTML does not come in time")
          : new Found.Refused("making its PDF takes longer than " + whole.toSeconds() + " s");
    } catch (CancellationException e) {
      return new Found.NotNow("the process stops");
    } catch (ExecutionException _) {
      // the library's own words may repeat the document
      log.warn("a PDF cannot be made: {}", making.exceptionNow().getClass().getName());
      return new Found.Refused("its HTML cannot be made a PDF");
    } finally {
      running.remove(making);
      making.cancel(true);
    }
  }

  private static Found writeHere(String html, PdfPictures pictures, int maxBytes)
      throws IOException {
    Document document = Jsoup.parse(html);
    document.select("script,object,embed,iframe").remove();
    document.head().prependElement("style").append("html{font-family:'" + FONT + "'}");
    Bounded out = new Bounded(maxBytes);
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.withW3cDocument(new W3CDom().fromJsoup(document), PdfPictures.BASE);
    pictures.serve(builder);
    for (Family family : Family.values()) {
      for (String name : family.names) {
        font(builder, family.file + "-Regular", name, 400, FontStyle.NORMAL);
        font(builder, family.file + "-Bold", name, 700, FontStyle.NORMAL);
        font(builder, family.file + "-Italic", name, 400, FontStyle.ITALIC);
        font(builder, family.file + "-BoldItalic", name, 700, FontStyle.ITALIC);
      }
    }
    builder.withProducer("Herald");
    builder.toStream(out);
    try {
      builder.run();
    } catch (TooLargeException e) {
      return new Found.Refused("its PDF has more than " + maxBytes + " bytes");
    }
    Found trouble = pictures.trouble();
    return trouble == null ? new Found.File(FileType.PDF, out.toByteArray()) : trouble;
  }

  private static void font(
      PdfRendererBuilder builder, String file, String name, int weight, FontStyle style) {
    builder.useFont(() -> open(file), name, weight, style, true, USES);
  }

  private static InputStream open(String file) {
    @Nullable InputStream font =
        PdfWriter.class.getResourceAsStream("/liberation/Liberation" + file + ".ttf");
    if (font == null) {
      throw new IllegalStateException("the font " + file + " is not on the class path");
    }
    return font;
  }

  /** Ends the making of a PDF that grows beyond all bounds. */
  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Bounded extends ByteArrayOutputStream {
    private final int maxBytes;

    Bounded(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(int b) {
      check(1);
      super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      check(length);
      super.write(bytes, from, length);
    }

    private void check(int more) {
      if (more > maxBytes - count) {
        throw new TooLargeException();
      }
    }
  }
}
