package io.herald.control.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.herald.control.http.InputCheck;
import io.herald.message.link.Publication;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that goes with the message, as a caller sends it (TPL-71, TPL-73). */
@Schema(name = "Attachment", title = "File that goes with the message")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttachmentRequest(
    @Schema(
            description =
                "file: a stored resource; url: fetched when the message is made; html: HTML that"
                    + " becomes a PDF; document: a stored docx or odt that is filled in and"
                    + " becomes a PDF",
            example = "url",
            allowableValues = {"file", "url", "html", "document"})
        @Nullable String kind,
    @Schema(
            description = "What it is called in the message",
            example = "invoice-<%= rtEvent.ctx.reference %>.pdf")
        @Nullable String name,
    @Schema(
            description =
                "The resource's path, the address, or the HTML; a document's path holds no"
                    + " expression",
            example = "https://shop.example/invoices/<%= rtEvent.ctx.invoice %>.pdf")
        @Nullable String source,
    @Schema(
            description = "Whether it goes along; absent: always",
            example = "rtEvent.ctx.total > 0")
        @Nullable String condition) {
  private static final int MOST = 20;
  private static final int MAX_LINE = 1_000;
  private static final Map<String, String> KINDS = kinds();

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    List.of("file", "url", "html", "document").forEach(kind -> kinds.put(kind, kind));
    return kinds;
  }

  static List<Publication.Attachment> readAll(
      InputCheck check, @Nullable List<@Nullable AttachmentRequest> attachments) {
    if (attachments == null) {
      return List.of();
    }
    if (attachments.size() > MOST) {
      check.refuse("attachments", "'attachments' may have " + MOST + " entries.");
      return List.of();
    }
    List<Publication.Attachment> read = new ArrayList<>();
    for (int index = 0; index < attachments.size(); index++) {
      String at = "attachments[" + index + "]";
      AttachmentRequest one = attachments.get(index);
      if (one == null || one.kind() == null) {
        check.refuse(at + ".kind", "'" + at + ".kind' is missing: file, url, html or document.");
        continue;
      }
      read.add(one.read(check, at));
    }
    return read;
  }

  private Publication.Attachment read(InputCheck check, String at) {
    String checkedKind = check.choice(at + ".kind", kind, "file", KINDS);
    @Nullable String checkedCondition = check.lineOrNull(at + ".condition", condition, MAX_LINE);
    return new Publication.Attachment(
        checkedKind,
        present(check, at + ".name", check.line(at + ".name", name, MAX_LINE)),
        present(
            check,
            at + ".source",
            checkedKind.equals("html")
                ? check.text(at + ".source", source, TemplateRequest.MAX_BODY)
                : check.line(at + ".source", source, MAX_LINE)),
        checkedCondition);
  }

  private static String present(InputCheck check, String at, String text) {
    if (text.isBlank()) {
      check.refuse(at, "'" + at + "' is missing.");
    }
    return text;
  }

  /** As it is shown. */
  public static List<AttachmentRequest> of(List<Publication.Attachment> attachments) {
    return attachments.stream()
        .map(one -> new AttachmentRequest(one.kind(), one.name(), one.source(), one.condition()))
        .toList();
  }
}
