package io.herald.control.document;

import io.herald.control.document.Block.Inline;
import io.herald.control.document.Block.Paragraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a docx (ECMA-376, part 1): paragraphs, lists, tables, pictures and how they look. For one
 * document and one thread.
 */
final class DocxReading {
  private static final int TWIPS = 20;
  private static final double EMU = 12_700;

  private final Archive archive;
  private final DocxStyles styles;
  private final DocxNumbering numbering;
  private final Element relations;
  private final Set<String> leftOut = new LinkedHashSet<>();

  private DocxReading(Archive archive) throws UnreadableException {
    this.archive = archive;
    this.styles = new DocxStyles(archive.xmlIfAny("word/styles.xml"));
    this.numbering = new DocxNumbering(archive.xmlIfAny("word/numbering.xml"));
    this.relations = archive.xmlIfAny("word/_rels/document.xml.rels");
  }

  /**
   * Reads one.
   *
   * @throws UnreadableException when it is none
   */
  static Body read(Archive archive) throws UnreadableException {
    Element body = archive.xml("word/document.xml").first("body");
    DocxReading reading = new DocxReading(archive);
    List<Block> blocks = reading.blocks(body);
    Element section = body.first("sectPr");
    if (section.has("headerReference") || section.has("footerReference")) {
      reading.leftOut.add("headers and footers are not shown: write them into the text.");
    }
    return new Body(page(section), reading.styles.text(), blocks, List.copyOf(reading.leftOut));
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

  /** The blocks of the body or of a cell. */
  List<Block> blocks(Element parent) throws UnreadableException {
    List<Block> blocks = new ArrayList<>();
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "p" -> blocks.add(paragraph(child));
        case "tbl" -> blocks.add(DocxTables.table(child, styles, this::blocks));
        case "sdt" -> blocks.addAll(blocks(child.first("sdtContent")));
        case "ins", "customXml", "smartTag" -> blocks.addAll(blocks(child));
        default -> {}
      }
    }
    return blocks;
  }

  private Paragraph paragraph(Element paragraph) throws UnreadableException {
    Element properties = paragraph.first("pPr");
    List<Inline> inlines = new ArrayList<>();
    Css css = styles.paragraph(properties);
    if (runs(paragraph, properties, inlines)) {
      css = css.with("page-break-before", "always");
    }
    return new Paragraph(
        0,
        css,
        styles.heading(properties),
        numbering.marker(styles.numbering(properties)),
        inlines);
  }

  /** True when a new page begins in it. */
  private boolean runs(Element parent, Element properties, List<Inline> out)
      throws UnreadableException {
    boolean newPage = false;
    for (Element child : parent.elements().toList()) {
      switch (child.name()) {
        case "r" -> newPage |= run(child, styles.run(properties, child.first("rPr")), out);
        case "hyperlink", "ins", "smartTag", "customXml", "fldSimple" ->
            newPage |= runs(child, properties, out);
        case "sdt" -> newPage |= runs(child.first("sdtContent"), properties, out);
        default -> {}
      }
    }
    return newPage;
  }

  private boolean run(Element run, Css css, List<Inline> out) throws UnreadableException {
    boolean newPage = false;
    for (Element child : run.elements().toList()) {
      switch (child.name()) {
        case "t" -> {
          for (Node node : child.children()) {
            if (node instanceof Node.Words(String text)) {
              out.add(new Inline.Text(text, css));
            }
          }
        }
        case "tab" -> out.add(new Inline.Text("\t", css));
        case "noBreakHyphen" -> out.add(new Inline.Text("\u2011", css));
        case "cr" -> out.add(new Inline.Break());
        case "br" -> {
          if (child.get("type").equals("page")) {
            newPage = true;
          } else {
            out.add(new Inline.Break());
          }
        }
        case "drawing", "pict", "object" -> picture(child).ifPresent(out::add);
        case "AlternateContent" -> newPage |= run(child.first("Choice"), css, out);
        case "footnoteReference", "endnoteReference" ->
            leftOut.add("footnotes are not shown: write them into the text.");
        default -> {}
      }
    }
    return newPage;
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
    byte[] bytes = archive.get(target(id));
    Optional<String> data = bytes == null ? Optional.empty() : Pictures.data(bytes);
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

  /** The name in the archive of what a relation leads to. */
  private String target(String id) {
    String target =
        relations
            .all("Relationship")
            .filter(one -> one.get("Id").equals(id) && !one.get("TargetMode").equals("External"))
            .map(one -> one.get("Target"))
            .findFirst()
            .orElse("");
    return target.startsWith("/") ? target.substring(1) : "word/" + target;
  }
}
