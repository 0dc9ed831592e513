package io.herald.control.seed;

import io.herald.control.http.InputCheck;
import io.herald.message.event.EventContext;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the data of an event as people type it in. */
public final class ContextReading {
  private static final int MAX_XML_CHARACTERS = 1 << 20;
  private static final int MAX_XML_DEPTH = 64;

  private ContextReading() {}

  /**
   * The context; use it only when the check has no findings.
   *
   * @param field the property it stands in
   * @param ctx a JSON object, or a text with one XML element; empty when null
   */
  public static EventContext read(InputCheck check, String field, @Nullable JsonNode ctx) {
    if (ctx == null || ctx.isNull()) {
      return EventContext.json("{}");
    }
    if (ctx.isObject()) {
      return EventContext.json(ctx.toString());
    }
    if (ctx.isString()) {
      String xml = check.text(field, ctx.stringValue(), MAX_XML_CHARACTERS);
      checkWellFormed(check, field, xml);
      return EventContext.xml(xml);
    }
    check.refuse(field, "'" + field + "' is a JSON object, or a text with one XML element.");
    return EventContext.json("{}");
  }

  // the doors do this for real events; the template engine relies on it
  private static void checkWellFormed(InputCheck check, String field, String xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
      int depth = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamReader.START_ELEMENT -> depth++;
          case XMLStreamReader.END_ELEMENT -> depth--;
          case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE -> {
            check.refuse(field, "'" + field + "' may hold neither a DTD nor entities of its own.");
            return;
          }
          default -> {
            // text, comments and the like
          }
        }
        if (depth > MAX_XML_DEPTH) {
          check.refuse(field, "'" + field + "' is nested deeper than 64 levels.");
          return;
        }
      }
    } catch (XMLStreamException e) {
      check.refuse(
          field,
          "'%s' is not well-formed XML (line %d, column %d); it needs one element: <ctx>…</ctx>."
              .formatted(
                  field, e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    }
  }
}
