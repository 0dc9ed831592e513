package io.herald.execution.collect.rest;

import io.herald.message.channel.Channel;
import io.herald.message.link.Publication;
import io.herald.message.link.SampleContext;
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
          out.writeName("ctx");
          out.writeRawValue(SampleContext.json(type.fields()));
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
}
