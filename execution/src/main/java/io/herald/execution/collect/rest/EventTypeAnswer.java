package io.herald.execution.collect.rest;

import io.herald.message.link.Publication;
import tools.jackson.core.JsonGenerator;

/**
 * What an event type expects, with a sample to start from (API-46).
 *
 * @param type as published
 */
record EventTypeAnswer(Publication.EventType type) {
  String json() {
    return Json.write(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("name", type.name());
          out.writeStringProperty("label", type.label());
          out.writeArrayPropertyStart("fields");
          for (Publication.Field field : type.fields()) {
            out.writeStartObject();
            out.writeStringProperty("name", field.name());
            out.writeStringProperty("type", field.type());
            out.writeBooleanProperty("required", field.required());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeObjectPropertyStart("sample");
          out.writeStringProperty("email", "name@example.com");
          out.writeObjectPropertyStart("ctx");
          for (Publication.Field field : type.fields()) {
            out.writeName(field.name());
            sample(out, field.type());
          }
          out.writeEndObject();
          out.writeEndObject();
          out.writeEndObject();
        });
  }

  private static void sample(JsonGenerator out, String type) {
    switch (type) {
      case "integer" -> out.writeNumber(1);
      case "decimal" -> out.writeNumber(1.5);
      case "boolean" -> out.writeBoolean(true);
      case "date" -> out.writeString("2026-01-31");
      case "datetime" -> out.writeString("2026-01-31T10:00:00.000Z");
      case "object" -> out.writeStartObject().writeEndObject();
      case "collection" -> {
        out.writeStartArray();
        out.writeStartObject().writeEndObject();
        out.writeStartObject().writeEndObject();
        out.writeEndArray();
      }
      default -> out.writeString("string1");
    }
  }
}
