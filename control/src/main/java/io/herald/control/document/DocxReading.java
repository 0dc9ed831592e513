package io.herald.control.document;

import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a docx (ECMA-376, part 1): paragraphs, lists, tables, pictures and how they look. For one
 * document and one thread.
 */
final class DocxReading {
  private static final int TWIPS = 20;
  private static final double EMU = 12_700;

  private final Room room = new Room();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final DocxRelations relations;
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final Pictures pictures;

  private DocxReading(Archive archive, String main) throws UnreadableException {
    this.relations = DocxRelations.of(archive, main);
    this.styles = new DocxStyles(archive.xmlIfAny(part("styles")));
    this.numbering = new DocxNumbering(archive.xmlIfAny(part("numbering")), leftOut);
    this.pictures = new Pictures(archive, room);
  }

  private String part(String type) {
    return relations.byType().getOrDefault(type, "word/" + type + ".xml");
  }

  /**
   * Reads one.
   *
   * @throws UnreadableException when it is none
   */
  static Body read(Archive archive) throws UnreadableException {
    String main =
        DocxRelations.of(archive, "").byType().getOrDefault("officeDocument", "word/document.xml");
    Element body = archive.xml(main).first("body");
    if (body == Element.NONE) {
      throw new UnreadableException("It holds no text document: save it as odt or docx.");
    }
    DocxReading reading = new DocxReading(archive, main);
    List<Block> blocks = reading.blocks(body);
    Element section = body.first("sectPr");
    reading.section(section);
    return new Body(page(section), reading.styles.text(), blocks, List.copyOf(reading.leftOut));
  }

  private void section(Element section) {
    if (section.has("headerReference") || section.has("footerReference")) {
      leftOut.add("headers and footers are not shown: write them into the text.");
    }
  }

  private static Css page(Element section) {
    Element size = section.first("pgSz");
    Element margin = section.first("pgMar");
    String width = Css.points(size.get("w"), TWIPS);
    String height = Css.points(size.get("h"), TWIPS);
    return new Css(Map.of("margin", "2.5cm"))
        .with("size", width == null || height == null ? "A4" : width + " " + height)
        .with("margin-top", Css.points(margin.get("top").replace("-", ""), TWIPS))
        .with("margin-right", Css.points(margin.get("right"), TWIPS))
        .with("margin-bottom", Css.points(margin.get("bottom").replace("-", ""), TWIPS))
        .with("margin-left", Css.points(margin.get("left"), TWIPS));
  }

  /**
   * The children of an element, and those of what only frames them: links, content controls, what
   * was inserted or moved to here.
   */
  static Stream<Element> within(Element parent) {
    return parent
        .elements()
        .flatMap(
            child ->
                switch (child.name()) {
                  case "ins", "moveTo", "customXml", "smartTag", "sdt", "sdtContent" ->
                      within(child);
                  case "hyperlink", "fldSimple", "bdo", "dir" -> within(child);
                  default -> Stream.of(child);
                });
  }

  /** The blocks of the body or of a cell. */
  private List<Block> blocks(Element parent) throws UnreadableException {
    List<Block> blocks = new ArrayList<>();
    for (Element child : within(parent).toList()) {
      switch (child.name()) {
        case "p" -> blocks.add(paragraph(child));
        case "tbl" -> blocks.add(DocxTables.table(child, styles, room, this::blocks));
        default -> {}
      }
    }
    return blocks;
  }

  private Paragraph paragraph(Element paragraph) throws UnreadableException {
    Element properties = paragraph.first("pPr");
    section(properties.first("sectPr"));
    Css text = styles.textIn(properties);
    List<Inline> inlines = new ArrayList<>();
    for (Element child : within(paragraph).toList()) {
      if (child.name().equals("r")) {
        run(child, styles.run(text, child.first("rPr")), inlines);
      }
    }
    return new Paragraph(
        0,
        styles.paragraph(properties),
        styles.heading(properties),
        numbering.marker(styles.item(properties)),
        inlines);
  }

  private void run(Element run, Css css, List<Inline> out) throws UnreadableException {
    for (Element child : run.elements().toList()) {
      switch (child.name()) {
        case "t" -> {
          for (Node node : child.children()) {
            if (node instanceof Node.Words(String text)) {
              room.take(text.length());
              out.add(new Inline.Text(text, css));
            }
          }
        }
        case "tab" -> out.add(new Inline.Text("\t", css));
        case "noBreakHyphen" -> out.add(new Inline.Text("\u2011", css));
        case "cr" -> out.add(new Inline.Break());
        case "br" ->
            out.add(child.get("type").equals("page") ? new Inline.PageBreak() : new Inline.Break());
        case "drawing", "pict", "object" -> picture(child).ifPresent(out::add);
        case "AlternateContent" -> run(child.first("Choice"), css, out);
        case "footnoteReference", "endnoteReference" ->
            leftOut.add("footnotes are not shown: write them into the text.");
        case "sym" ->
            leftOut.add(
                "symbols of a font of their own are not shown: use letters and signs of a usual"
                    + " font.");
        default -> {}
      }
    }
  }

  private Optional<Inline> picture(Element drawing) throws UnreadableException {
    if (drawing.below("txbxContent") != Element.NONE) {
      leftOut.add("text boxes are not shown: put their text into a table.");
      return Optional.empty();
    }
    String id = drawing.below("blip").get("embed");
    if (id.isEmpty()) {
      id = drawing.below("imagedata").get("id");
    }
    Optional<String> data = pictures.show(relations.byId().getOrDefault(id, ""));
    if (data.isEmpty()) {
      leftOut.add(
          "a drawing is not shown: use PNG, JPEG or GIF pictures that are in the document.");
      return Optional.empty();
    }
    Element extent = drawing.below("extent");
    return Optional.of(
        new Inline.Picture(
            data.get(),
            Css.NONE
                .with("width", Css.points(extent.get("cx"), EMU))
                .with("height", Css.points(extent.get("cy"), EMU))));
  }
}
