package io.herald.message.template;

import io.herald.message.event.EventContext;
import io.herald.message.event.NewEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The language an event asks for (TPL-60). */
final class EventLanguage {
  private static final String FIELD = "AC_language";

  /** No code is longer; each of its hyphens is one more wider language to look for. */
  private static final int MAX_LENGTH = 32;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private EventLanguage() {}

  /**
   * What the event says, else the field AC_language of its data; null: neither, or more than
   * {@value #MAX_LENGTH} characters, which are no language.
   */
  static @Nullable String of(NewEvent event) {
    String asked = asked(event);
    return asked == null || asked.length() > MAX_LENGTH ? null : asked;
  }

  private static @Nullable String asked(NewEvent event) {
    String said = event.attributes().language();
    if (said != null && !said.isBlank()) {
      return said.strip();
    }
    EventContext context = event.context();
    return context.format() == EventContext.Format.JSON && context.text().contains(FIELD)
        ? field(context.text())
        : null;
  }

  private static @Nullable String field(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals(FIELD);
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          return parser.getString().strip();
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      // rendering tells what is wrong with the data
      return null;
    }
  }
}
