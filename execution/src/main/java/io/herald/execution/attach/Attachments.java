package io.herald.execution.attach;

import io.herald.execution.resource.Resources;
import io.herald.execution.step.TryLaterException;
import io.herald.message.file.FileType;
import io.herald.message.link.Supplies;
import io.herald.message.template.RenderResult;
import io.herald.platform.outbound.Fetcher;
import io.herald.platform.startstop.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gets the files that go with a message (TPL-71 to TPL-73): stored ones, fetched ones, and PDFs
 * made for this message. Blocking: runs on the journey's own thread. Safe for use by many threads.
 */
public final class Attachments implements Service {
  private final Files files;
  private final PdfWriter pdf;
  private final int maxBytes;
  private final int maxImageBytes;

  /**
   * What bounds attachments.
   *
   * @param bytes all of a message together
   * @param imageBytes each picture in a PDF
   * @param pdfsAtOnce PDFs made at once
   */
  public record Bounds(int bytes, int imageBytes, int pdfsAtOnce) {}

  public Attachments(Resources resources, Fetcher fetcher, Bounds bounds) {
    this.files = new Files(resources, fetcher);
    this.pdf = new PdfWriter(bounds.pdfsAtOnce());
    this.maxBytes = bounds.bytes();
    this.maxImageBytes = bounds.imageBytes();
  }

  /** What came of getting them all. */
  public sealed interface Gathered {
    /** All of them, in their order. */
    record Complete(List<MailFile> files) implements Gathered {}

    /** One can never come: the message fails. The reason names the attachment. */
    record Refused(String why) implements Gathered {}
  }

  /**
   * Gets the files.
   *
   * @param published the stored files that the template was published with, by path
   * @param wanted what the template decided for this message
   * @throws TryLaterException when one did not come this time
   * @throws InterruptedException when the process stops
   */
  public Gathered gather(
      Map<String, Supplies.Resource> published, List<RenderResult.Attachment> wanted)
      throws TryLaterException, InterruptedException {
    List<MailFile> gathered = new ArrayList<>();
    int left = maxBytes;
    for (RenderResult.Attachment attachment : wanted) {
      Found found = find(published, attachment, left);
      switch (found) {
        case Found.File(String type, byte[] bytes) -> {
          if (bytes.length > left) {
            return new Gathered.Refused(
                attachment.label()
                    + ": all attachments together have more than "
                    + maxBytes
                    + " bytes (fetch.attachment-bytes)");
          }
          left -= bytes.length;
          gathered.add(file(attachment, type, bytes));
        }
        case Found.Refused(String why) -> {
          return new Gathered.Refused(attachment.label() + ": " + why);
        }
        case Found.NotNow(String why) ->
            throw new TryLaterException(attachment.label() + ": " + why);
      }
    }
    return new Gathered.Complete(List.copyOf(gathered));
  }

  @Override
  public String name() {
    return "attachments";
  }

  @Override
  public void start() {
    // nothing begins before the first attachment
  }

  @Override
  public void stop() {
    pdf.stop();
  }

  private Found find(
      Map<String, Supplies.Resource> published, RenderResult.Attachment attachment, int left)
      throws InterruptedException {
    return switch (attachment.kind()) {
      case "file" -> files.stored(published, attachment.source());
      case "url" -> files.remote(attachment.source(), left);
      case "html" -> pdf(published, attachment.source(), left);
      default ->
          new Found.Refused(
              "this version of Herald does not know attachments of the kind " + attachment.kind());
    };
  }

  private Found pdf(Map<String, Supplies.Resource> published, String html, int left)
      throws InterruptedException {
    return pdf.write(html, new PdfPictures(files, published, maxImageBytes), left);
  }

  private static MailFile file(RenderResult.Attachment attachment, String type, byte[] bytes) {
    boolean made = attachment.kind().equals("html");
    String name = displayed(attachment, made);
    return new MailFile(
        name, made ? FileType.PDF : FileType.of(name, type.isEmpty() ? null : type, bytes), bytes);
  }

  /** Without folders, which a reader may take for its own; what is made is called a PDF. */
  private static String displayed(RenderResult.Attachment attachment, boolean made) {
    String name = lastOf(attachment.name());
    if (name.isEmpty() && !attachment.kind().equals("html")) {
      String source = attachment.source();
      int end = source.indexOf('?');
      name = lastOf(end < 0 ? source : source.substring(0, end));
    }
    if (name.isEmpty()) {
      name = "attachment";
    }
    return made && !name.regionMatches(true, name.length() - 4, ".pdf", 0, 4)
        ? name + ".pdf"
        : name;
  }

  private static String lastOf(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).strip();
  }
}
