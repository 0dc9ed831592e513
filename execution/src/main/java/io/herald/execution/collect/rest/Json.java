package io.herald.execution.collect.rest;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Bounded reading (API-4) and plain writing of JSON. Safe for use by many threads. */
final class Json {
  static final int MAX_DEPTH = 64;
  static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .maxNumberLength(MAX_NUMBER)
                  // the size of the body is the bound
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  /** Reads characters, so that places in the text are known to the character. */
  static JsonParser parser(String text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text.toCharArray());
  }

  /** Writes a value. */
  interface Writing {
    void to(JsonGenerator out);
  }

  static String write(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      writing.to(out);
    }
    return text.toString();
  }
}
