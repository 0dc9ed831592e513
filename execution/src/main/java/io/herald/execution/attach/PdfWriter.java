package io.herald.execution.attach;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.herald.message.file.FileType;
import io.herald.platform.startstop.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * only through {@link PdfPictures}. Safe for use by many threads; works on a few threads of its
 * own, because laying out pages is work for a processor.
 */
final class PdfWriter implements Service {
  private static final Logger log = LoggerFactory.getLogger(PdfWriter.class);

  /** A page takes some 10 ms. */
  private static final Duration WHOLE = Duration.ofSeconds(30);

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

  private final ExecutorService threads;

  /**
   * @param threads documents made at once
   */
  PdfWriter(int threads) {
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("pdf-", 0).daemon().factory());
  }

  /**
   * Makes one PDF.
   *
   * @param maxBytes a larger one is refused
   * @throws InterruptedException when the process stops
   */
  Found write(String html, PdfPictures pictures, int maxBytes) throws InterruptedException {
    Future<Found> made = threads.submit(() -> writeHere(html, pictures, maxBytes));
    try {
      return made.get(WHOLE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      made.cancel(true);
      return new Found.Refused("making its PDF takes longer than " + WHOLE.toSeconds() + " s");
    } catch (ExecutionException e) {
      // the library's own words may repeat the document
      log.warn("a PDF cannot be made", e.getCause());
      return new Found.Refused("its HTML cannot be made a PDF");
    }
  }

  @Override
  public String name() {
    return "pdf";
  }

  @Override
  public void start() {}

  @Override
  public void stop() {
    threads.shutdownNow();
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
