package io.herald.control.document;

import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A message's content whose documents became HTML that is filled in for each message (TPL-71).
 * Immutable.
 */
public final class Documents {
  /** All documents of a message together, as HTML; a call of the link carries twice as much. */
  static final int MOST_BYTES = 8 << 20;

  /** Reading a large one takes some 200 MB for a moment; who comes later waits. */
  private static final Semaphore AT_ONCE = new Semaphore(2);

  /** Of one document; who has that many has enough to do. */
  private static final int MOST_FINDINGS = 50;

  private static final String DOCUMENT = "document";

  private final Publication.Content content;
  private final List<TemplateError> errors;
  private final List<TemplateError> warnings;

  /** The documents that HTML was made of, now or when it was published, by its part. */
  private final Map<String, String> made;

  private Documents(Publication.Content content, Making making) {
    this.content = content;
    this.errors = List.copyOf(making.errors);
    this.warnings = List.copyOf(making.warnings);
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < content.attachments().size(); i++) {
      String document = content.attachments().get(i).document();
      if (document != null) {
        named.put(part(i), document);
      }
    }
    this.made = Map.copyOf(named);
  }

  private static String part(int attachment) {
    return "attachments[" + attachment + "].source";
  }

  /**
   * Makes the HTML. Takes some 10 ms for a document, nothing when there is none; waits while two
   * others are read.
   *
   * @param draft as it was written
   */
  public static Documents made(Publication.Content draft, DocumentFiles files) {
    Making making = new Making(files);
    if (draft.attachments().stream().noneMatch(one -> one.kind().equals(DOCUMENT))) {
      return new Documents(draft, making);
    }
    List<Publication.Attachment> attachments = new ArrayList<>();
    for (int i = 0; i < draft.attachments().size(); i++) {
      Publication.Attachment one = draft.attachments().get(i);
      String html = one.kind().equals(DOCUMENT) ? making.html(part(i), one) : null;
      attachments.add(html == null ? one : one.madeHtml(html));
    }
    return new Documents(draft.withAttachments(attachments), making);
  }

  /** With HTML in place of the documents, except of those that have errors. */
  public Publication.Content content() {
    return content;
  }

  /** What is wrong with the documents; lines are paragraphs, 0: all of the document. */
  public List<TemplateError> errors() {
    return errors;
  }

  /** What the PDFs will not show, or may fail later. */
  public List<TemplateError> warnings() {
    return warnings;
  }

  /** What is said about the HTML of a document, at the paragraph its cause stands in. */
  public TemplateError atSource(TemplateError found) {
    String path = made.get(found.part());
    return path == null
        ? found
        : TemplateError.inDocument(found.part(), path, found.line(), found.message());
  }

  /** Makes one document after the other. */
  private static final class Making {
    private final DocumentFiles files;
    private final List<TemplateError> errors = new ArrayList<>();
    private final List<TemplateError> warnings = new ArrayList<>();
    private int bytes;

    Making(DocumentFiles files) {
      this.files = files;
    }

    @Nullable String html(String part, Publication.Attachment attachment) {
      String path = attachment.source().strip();
      AT_ONCE.acquireUninterruptibly();
      try {
        Body body = body(bytes(path));
        TagJoining joining = new TagJoining();
        HtmlWriting.Written written = HtmlWriting.write(body, joining.joined(body.blocks()));
        joining.problems().stream()
            .limit(MOST_FINDINGS)
            .forEach(problem -> errors.add(problem.in(part, path)));
        body.leftOut().forEach(what -> warnings.add(new Problem(0, what).in(part, path)));
        written.doubts().forEach(doubt -> warnings.add(doubt.in(part, path)));
        bytes += written.html().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
          throw new UnreadableException(
              String.format(
                  Locale.ROOT,
                  "As HTML the documents have more than %,d bytes together: make their pictures"
                      + " smaller.",
                  MOST_BYTES));
        }
        return joining.problems().isEmpty() ? written.html() : null;
      } catch (UnreadableException e) {
        errors.add(TemplateError.ofWhole(part, path + ": " + e.getMessage()));
        return null;
      } finally {
        AT_ONCE.release();
      }
    }

    private byte[] bytes(String path) throws UnreadableException {
      if (path.contains("<%")) {
        throw new UnreadableException(
            "a document is read when the template is published, so no expression can choose it: add"
                + " one attachment for each document, with a condition.");
      }
      return files
          .bytes(path)
          .orElseThrow(
              () ->
                  new UnreadableException(
                      "There is no stored file " + path + ": PUT /v1/resources/" + path + "."));
    }

    private static Body body(byte[] bytes) throws UnreadableException {
      Archive archive = Archive.read(bytes);
      return archive.get("content.xml") == null
          ? DocxReading.read(archive)
          : OdtReading.read(archive);
    }
  }
}
