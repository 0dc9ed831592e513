package io.herald.execution.collect.rest;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
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

  /**
   * The text of a body, without a byte order mark; empty when it is not UTF-8, in which RFC 8259
   * section 8.1 has JSON exchanged: overlong forms and encoded halves of surrogate pairs are not,
   * nor is what begins as UTF-16 or UTF-32 does.
   */
  static Optional<String> text(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0)) {
      return Optional.empty(); // no JSON begins so; UTF-16 and UTF-32 do (RFC 4627 section 3)
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

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
