package io.herald.control.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.herald.message.link.Publication;
import io.herald.message.template.Compilation;
import io.herald.message.template.RenderInput;
import io.herald.message.template.RenderLimits;
import io.herald.message.template.RenderResult;
import io.herald.message.template.TemplateCompiler;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Documents as word processors write them, small, and what becomes of them. */
final class Office {
  static final String PATH = "invoices/invoice.docx";
  private static final TemplateCompiler COMPILER = new TemplateCompiler(RenderLimits.DEFAULT);

  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  private Office() {}

  /** A docx whose body this is. */
  static byte[] docx(String body) {
    return zip(Map.of("word/document.xml", word(body).getBytes(UTF_8)));
  }

  static String word(String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document"
        + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
        + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
        + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">"
        + "<w:body>"
        + body
        + "</w:body></w:document>";
  }

  /** A paragraph, each text a run of its own. */
  static String p(String... runs) {
    StringBuilder paragraph = new StringBuilder("<w:p>");
    for (String run : runs) {
      paragraph
          .append("<w:r><w:t xml:space=\"preserve\">")
          .append(escaped(run))
          .append("</w:t></w:r>");
    }
    return paragraph.append("</w:p>").toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** A row of a table with one paragraph in each cell. */
  static String tr(String... cells) {
    StringBuilder row = new StringBuilder("<w:tr>");
    for (String cell : cells) {
      row.append("<w:tc>").append(p(cell)).append("</w:tc>");
    }
    return row.append("</w:tr>").toString();
  }

  static String tbl(String... rows) {
    return "<w:tbl>" + String.join("", rows) + "</w:tbl>";
  }

  static byte[] odt(String styles, String text) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("mimetype", "application/vnd.oasis.opendocument.text".getBytes(UTF_8));
    files.put("content.xml", content(styles, text).getBytes(UTF_8));
    return zip(files);
  }

  static String content(String styles, String text) {
    String ns = "urn:oasis:names:tc:opendocument:xmlns:";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\""
        + ns
        + "office:1.0\" xmlns:text=\""
        + ns
        + "text:1.0\" xmlns:table=\""
        + ns
        + "table:1.0\" xmlns:style=\""
        + ns
        + "style:1.0\" xmlns:fo=\""
        + ns
        + "xsl-fo-compatible:1.0\" xmlns:draw=\""
        + ns
        + "drawing:1.0\" xmlns:svg=\""
        + ns
        + "svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
        + "<office:automatic-styles>"
        + styles
        + "</office:automatic-styles><office:body><office:text>"
        + text
        + "</office:text></office:body></office:document-content>";
  }

  /** A picture of one colour. */
  static byte[] picture(String format, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A run that shows the picture of {@link #withPicture(byte[], String)}. */
  static String drawing() {
    return "<w:r><w:drawing><wp:inline><wp:extent cx=\"1270000\" cy=\"635000\"/>"
        + "<a:blip r:embed=\"rId4\"/></wp:inline></w:drawing></w:r>";
  }

  static byte[] withPicture(byte[] picture, int times) {
    return withPicture(picture, "<w:p>" + drawing().repeat(times) + "</w:p>");
  }

  static byte[] withPicture(byte[] picture, String body) {
    return zip(
        Map.of(
            "word/document.xml",
            word(body).getBytes(UTF_8),
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"rId4\" Target=\"media/a.png\"/></Relationships>"
                .getBytes(UTF_8),
            "word/media/a.png",
            picture));
  }

  static byte[] odtWithPicture(byte[] picture, int times) {
    String frame =
        "<draw:frame svg:width=\"3cm\" svg:height=\"20mm\"><draw:image"
            + " xlink:href=\"Pictures/a.png\"/></draw:frame>";
    return zip(
        Map.of(
            "content.xml",
            content("", "<text:p>" + frame.repeat(times) + "</text:p>").getBytes(UTF_8),
            "Pictures/a.png",
            picture));
  }

  static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What becomes of a message that this document goes with. */
  static Documents made(byte[] document) {
    return made(new Publication.Attachment("document", "a.pdf", PATH, null), document);
  }

  static Documents made(Publication.Attachment attachment, byte[] document) {
    return made(List.of(attachment), document);
  }

  static Documents made(List<Publication.Attachment> attachments, byte[] document) {
    return Documents.made(
        content(attachments), path -> path.equals(PATH) ? Optional.of(document) : Optional.empty());
  }

  /** A message whose values are not escaped: the document's are all the same. */
  static Publication.Content content(List<Publication.Attachment> attachments) {
    return new Publication.Content("S", "s@example.com", null, null, "s", "<p>h</p>", null, false)
        .withAttachments(attachments);
  }

  /** The HTML of the document, filled in with an event's data. */
  static String filled(byte[] document, String ctx) {
    Documents made = made(document);
    if (!made.errors().isEmpty()) {
      throw new AssertionError(made.errors().toString());
    }
    return switch (COMPILER.compile("t", made.content())) {
      case Compilation.Rejected rejected -> throw new AssertionError(rejected.errors().toString());
      case Compilation.Compiled compiled ->
          switch (compiled.template().render(input(ctx))) {
            case RenderResult.Rendered rendered -> rendered.attachments().getFirst().source();
            case RenderResult.Failed failed -> throw new AssertionError(failed.toString());
          };
    };
  }

  /** Behind the head. */
  static String body(byte[] document, String ctx) {
    String html = filled(document, ctx);
    return html.substring(html.indexOf("<body>") + 6, html.indexOf("</body>"));
  }

  static Compilation compiled(Documents made) {
    return COMPILER.compile("t", made.content());
  }

  private static RenderInput input(String ctx) {
    NewEvent event =
        new NewEvent(
            Queue.REAL_TIME,
            "invoice",
            NewEvent.Address.ofEmail("ada@example.com"),
            new NewEvent.Attributes(EmailFormat.UNKNOWN, "shop", "e-1", null, null, "en", null),
            EventContext.json(ctx),
            null,
            null,
            ReceivedBy.REST);
    return new RenderInput(1L << 56, event, NOW, Map.of(), NOW);
  }
}
