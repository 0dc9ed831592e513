package io.herald.control.proof;

import io.herald.control.http.InputCheck;
import io.herald.message.channel.EmailFormat;
import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import io.herald.message.event.Queue;
import io.herald.message.event.ReceivedBy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The data of an event that never happened. */
@Schema(name = "PreviewRequest", title = "Event to preview with")
record PreviewRequest(
    @Schema(
            description =
                "Through which dialect it would have come; by default the one of the"
                    + " event type's name",
            allowableValues = {"Classic", "Standard"},
            example = "Standard")
        @Nullable String type,
    @Schema(example = "ada@example.com") @Nullable String email,
    @Schema(description = "Language of the recipient", example = "en") @Nullable String language,
    @Schema(example = "shop") @Nullable String origin,
    @Schema(example = "order-4711") @Nullable String externalId,
    @Schema(
            description = "The context: a JSON object, or a text with one XML element <ctx>…</ctx>",
            type = "object",
            example = "{\"firstName\": \"Ada\", \"cartAmount\": 49.9}")
        @Nullable JsonNode ctx) {

  private static final int MAX_ADDRESS = 128;
  private static final int MAX_TEXT = 128;
  private static final int MAX_XML_CHARACTERS = 1 << 20;
  private static final int MAX_XML_DEPTH = 64;
  private static final String DEFAULT_ADDRESS = "preview@example.com";

  /**
   * The event; use it only when the check has no findings.
   *
   * @param eventType the template's
   */
  NewEvent read(InputCheck check, String eventType) {
    Map<String, ReceivedBy> dialects = new LinkedHashMap<>();
    dialects.put("Classic", ReceivedBy.SOAP);
    dialects.put("Standard", ReceivedBy.REST);
    ReceivedBy door =
        check.choice(
            "type",
            type,
            eventType.startsWith("EVT") ? ReceivedBy.REST : ReceivedBy.SOAP,
            dialects);
    String address = check.line("email", email, MAX_ADDRESS);
    return new NewEvent(
        Queue.REAL_TIME,
        eventType,
        NewEvent.Address.ofEmail(address.isEmpty() ? DEFAULT_ADDRESS : address),
        new NewEvent.Attributes(
            EmailFormat.UNKNOWN,
            unlessEmpty(check.line("origin", origin, MAX_TEXT)),
            unlessEmpty(check.line("externalId", externalId, MAX_TEXT)),
            null,
            null,
            unlessEmpty(check.line("language", language, MAX_TEXT)),
            null),
        readContext(check, ctx),
        null,
        null,
        door);
  }

  private static EventContext readContext(InputCheck check, @Nullable JsonNode ctx) {
    if (ctx == null || ctx.isNull()) {
      return EventContext.json("{}");
    }
    if (ctx.isObject()) {
      return EventContext.json(ctx.toString());
    }
    if (ctx.isString()) {
      String xml = check.text("ctx", ctx.stringValue(), MAX_XML_CHARACTERS);
      checkWellFormed(check, xml);
      return EventContext.xml(xml);
    }
    check.refuse("ctx", "'ctx' is a JSON object, or a text with one XML element.");
    return EventContext.json("{}");
  }

  // the doors do this for real events; the template engine relies on it
  private static void checkWellFormed(InputCheck check, String xml) {
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
            check.refuse("ctx", "'ctx' may hold neither a DTD nor entities of its own.");
            return;
          }
          default -> {
            // text, comments and the like
          }
        }
        if (depth > MAX_XML_DEPTH) {
          check.refuse("ctx", "'ctx' is nested deeper than 64 levels.");
          return;
        }
      }
    } catch (XMLStreamException e) {
      check.refuse(
          "ctx",
          "'ctx' is not well-formed XML (line %d, column %d); it needs one element: <ctx>…</ctx>."
              .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    }
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
