package io.herald.execution.collect.rest;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import tools.jackson.core.JsonGenerator;

/**
 * What an event type expects, with a sample to start from (API-46).
 *
 * @param type as published
 * @param channel the way its messages travel, which decides the address of the sample
 */
record EventTypeAnswer(Publication.EventType type, Channel channel) {
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
          address(out);
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

  private void address(JsonGenerator out) {
    switch (channel) {
      case SMS -> out.writeStringProperty("mobilePhone", "+33612345678");
      case MOBILE_APP, IOS, ANDROID -> {
        out.writeStringProperty("registrationToken", "string1");
        out.writeStringProperty("application", "string1");
        out.writeStringProperty("pushPlatform", channel == Channel.IOS ? "apns" : "gcm");
      }
      case EMAIL, PHONE, DIRECT_MAIL, FAX, OTHER ->
          out.writeStringProperty("email", "name@example.com");
    }
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
