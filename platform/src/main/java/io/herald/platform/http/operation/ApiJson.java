package io.herald.platform.http.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as the native API reads and writes it: camelCase, instants as ISO 8601 text, nothing
 * guessed. Unknown and repeated properties are refused, a number is not a text and a text is no
 * number, nothing may follow the document, at most {@value #MAX_DEPTH} levels deep (API-4), UTF-8
 * to the letter. Texts hold no U+0000 and no half of a surrogate pair, lists no null; instants lie
 * in the years 1 to 9999. Safe for use by many threads.
 */
public final class ApiJson {
  /** How deep JSON may be nested. */
  public static final int MAX_DEPTH = 64;

  static final int MAX_NAME = 256;
  static final int MAX_NUMBER = 256;
  private static final String DOCUMENT = "document";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final JsonMapper MAPPER = mapper();

  private ApiJson() {}

  /** What reading a document gave. */
  public sealed interface Parsed<T> {
    /** It could be read. */
    record Read<T>(T value) implements Parsed<T> {}

    /** It could not, and why. */
    record Unreadable<T>(Problem problem) implements Parsed<T> {}
  }

  /** Reads a document. */
  public static <T> Parsed<T> read(byte[] document, Class<T> type) {
    byte[] bytes = withoutByteOrderMark(document);
    if (!isUtf8(bytes)) {
      return new Parsed.Unreadable<>(
          Problem.unreadable("The body is not written in UTF-8, the charset of JSON."));
    }
    try {
      @Nullable T value = MAPPER.readerFor(type).withAttribute(DOCUMENT, bytes).readValue(bytes);
      return value == null
          ? new Parsed.Unreadable<>(Problem.unreadable("The body must be a JSON object."))
          : new Parsed.Read<>(value);
    } catch (JacksonException e) {
      return new Parsed.Unreadable<>(UnreadableJson.explain(e));
    }
  }

  /** Reads a value that was part of a document. */
  public static <T> Parsed<T> read(RawJson json, Class<T> type) {
    return read(json.text().getBytes(StandardCharsets.UTF_8), type);
  }

  /** Writes a record. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  private static JsonMapper mapper() {
    return strictReading()
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  /** A mapper that reads by these rules, for those who bring their own way of writing. */
  public static JsonMapper.Builder strictReading() {
    JsonFactory factory =
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
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .withCoercionConfig(
            LogicalType.Textual,
            coercion ->
                coercion
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Boolean,
            coercion ->
                coercion
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Integer,
            coercion ->
                coercion
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .addModule(
            new SimpleModule()
                .addDeserializer(String.class, new TextReader())
                .addDeserializer(Instant.class, new InstantReader())
                .addDeserializer(RawJson.class, new RawReader())
                .addDeserializer(Label.class, new LabelReader())
                .addSerializer(Label.class, new LabelWriter())
                .addSerializer(RawJson.class, new RawWriter()));
  }

  private static byte[] withoutByteOrderMark(byte[] document) {
    int end = BYTE_ORDER_MARK.length;
    boolean marked =
        document.length >= end && Arrays.equals(document, 0, end, BYTE_ORDER_MARK, 0, end);
    return marked ? Arrays.copyOfRange(document, end, document.length) : document;
  }

  /** Jackson lets overlong forms and encoded surrogates through; the JDK's decoder does not. */
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(1 << 12);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isOverflow()) {
        return !result.isError();
      }
      out.clear();
    }
  }

  private static final class RawReader extends ValueDeserializer<RawJson> {
    @Override
    public RawJson deserialize(JsonParser parser, DeserializationContext context) {
      byte[] document = (byte[]) context.getAttribute(DOCUMENT);
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      return new RawJson(new String(document, start, end - start, StandardCharsets.UTF_8));
    }
  }

  /** What no database keeps is refused where it can still be named. */
  private static final class TextReader extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      String text = super.deserialize(parser, context);
      return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text)
          ? text
          : context.reportInputMismatch(String.class, "U+0000 or half of a surrogate pair");
    }
  }

  private static final class InstantReader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        try {
          return Parameter.Form.Moment.read(parser.getString());
        } catch (DateTimeException e) {
          // said below
        }
      }
      return context.reportInputMismatch(Instant.class, "not an instant");
    }
  }

  private static final class LabelReader extends ValueDeserializer<Label> {
    @Override
    public Label deserialize(JsonParser parser, DeserializationContext context) {
      JsonToken token = parser.currentToken();
      return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
          ? new Label(parser.getString())
          : context.reportInputMismatch(Label.class, "neither a text nor a whole number");
    }
  }

  private static final class LabelWriter extends ValueSerializer<Label> {
    @Override
    public void serialize(Label value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.text());
    }
  }

  private static final class RawWriter extends ValueSerializer<RawJson> {
    @Override
    public void serialize(RawJson value, JsonGenerator out, SerializationContext context) {
      out.writeRawValue(value.text());
    }
  }
}
