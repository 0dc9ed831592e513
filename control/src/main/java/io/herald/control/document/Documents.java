package io.herald.control.document;

import io.herald.message.link.Publication;
import io.herald.message.template.TemplateError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message's content whose documents became HTML that is filled in for each message (TPL-71).
 * Immutable.
 */
public final class Documents {
  /** All documents of a message together, as HTML. */
  private static final int MOST_CHARACTERS = 8_000_000;

  private static final String DOCUMENT = "document";

  private final Publication.Content content;
  private final List<TemplateError> errors;
  private final List<TemplateError> warnings;
  private final Map<String, String> made;

  private Documents(Publication.Content content, Making making) {
    this.content = content;
    this.errors = List.copyOf(making.errors);
    this.warnings = List.copyOf(making.warnings);
    this.made = Map.copyOf(making.made);
  }

  /**
   * Makes the HTML. Takes some 10 ms for a document, nothing when there is none.
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
      String html =
          one.kind().equals(DOCUMENT) ? making.html("attachments[" + i + "].source", one) : null;
      attachments.add(html == null ? one : one.madeHtml(html));
    }
    return new Documents(draft.withAttachments(attachments), making);
  }

  /** With HTML in place of the documents, except of those that have errors. */
  public Publication.Content content() {
    return content;
  }

  /** What is wrong with the documents; lines are paragraphs. */
  public List<TemplateError> errors() {
    return errors;
  }

  /** What the PDFs will not show; lines are paragraphs. */
  public List<TemplateError> warnings() {
    return warnings;
  }

  /** Errors in the HTML that was made, at the paragraph their cause stands in. */
  public List<TemplateError> atSource(List<TemplateError> found) {
    return found.stream().map(this::atSource).distinct().toList();
  }

  /** One of them. */
  public TemplateError atSource(TemplateError error) {
    String path = made.get(error.part());
    return path == null ? error : inParagraph(error.part(), path, error.line(), error.message());
  }

  private static TemplateError inParagraph(String part, String path, int number, String message) {
    return new TemplateError(part, number, 1, path + ", paragraph " + number + ": " + message);
  }

  /** Makes one document after the other. */
  private static final class Making {
    private final DocumentFiles files;
    private final List<TemplateError> errors = new ArrayList<>();
    private final List<TemplateError> warnings = new ArrayList<>();
    private final Map<String, String> made = new HashMap<>();
    private int characters;

    Making(DocumentFiles files) {
      this.files = files;
    }

    @Nullable String html(String part, Publication.Attachment attachment) {
      String path = attachment.source().strip();
      try {
        byte[] bytes = bytes(path);
        Body body = body(bytes);
        TagJoining joining = new TagJoining();
        String html = HtmlWriting.write(body, joining.joined(body.blocks()));
        for (TagJoining.Problem problem : joining.problems()) {
          errors.add(inParagraph(part, path, problem.paragraph(), problem.message()));
        }
        body.leftOut().stream()
            .map(what -> new TemplateError(part, 1, 1, path + ": " + what))
            .forEach(warnings::add);
        characters += html.length();
        if (characters > MOST_CHARACTERS) {
          throw new UnreadableException(
              String.format(
                  Locale.ROOT,
                  "As HTML the documents have more than %,d characters together: make their"
                      + " pictures smaller.",
                  MOST_CHARACTERS));
        }
        if (!joining.problems().isEmpty()) {
          return null;
        }
        made.put(part, path);
        return html;
      } catch (UnreadableException e) {
        errors.add(new TemplateError(part, 1, 1, path + ": " + e.getMessage()));
        return null;
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
