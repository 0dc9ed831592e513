package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is JSON and what is not, byte by byte (RFC 8259; API-4). The cases of JSONTestSuite are
 * judged at the doors themselves; here are those whose bytes are no text, and the choices RFC 8259
 * leaves to a receiver.
 */
class JsonSyntaxTest {
  private static final String NOT_UTF_8 = "the body is not written in UTF-8, the charset of JSON";
  private static final String NOT_JSON = "the body is not well-formed JSON";

  private static EventBody read(byte[] body) {
    return EventBody.read(body, List.of(), false);
  }

  private static EventBody read(String body) {
    return read(body.getBytes(UTF_8));
  }

  private static void isMalformed(EventBody body, String message) {
    assertThat(body)
        .isInstanceOfSatisfying(
            EventBody.Malformed.class,
            malformed -> assertThat(malformed.message()).startsWith(message));
  }

  /** Text in Latin letters, bytes in pairs of hexadecimal digits between angle brackets. */
  private static byte[] bytes(String text) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '<') {
        int end = text.indexOf('>', i);
        hex.append(text, i + 1, end);
        i = end;
      } else {
        hex.append(HexFormat.of().toHexDigits((byte) text.charAt(i)));
      }
    }
    return HexFormat.of().parseHex(hex);
  }

  /** RFC 3629 section 3: what is no UTF-8 is no JSON, wherever it stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[<ff>]",
        "[a<e5>]",
        "[12<e5>]",
        "[1e1<e5>]",
        "[0<e5>]",
        "[1e<e5>]",
        "{\"<b9>\":\"0\",}",
        "[\"\\u<e5>\"]",
        "[\"\\<e5>\"]",
        "<efbb>{}",
        "<e5>",
        "<e9>",
        "{\"a\":\"<81>\"}",
        "{\"a\":\"caf<e9>\"}",
        "{\"a\":\"<c0af>\"}",
        "{\"a\":\"<c080>\"}",
        "{\"a\":\"<e080af>\"}",
        "{\"a\":\"<f08080af>\"}",
        "{\"a\":\"<fc8080808080>\"}",
        "{\"a\":\"<eda080>\"}",
        "{\"a\":\"<eda0bdedb880>\"}",
        "{\"a\":\"<f4bfbfbf>\"}",
        "{\"a\":\"<e298>\"}",
        "<fffe>{}",
        "<feff>{}"
      })
  void bytesThatAreNoUtf8AreNoJson(String body) {
    isMalformed(read(bytes(body)), NOT_UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void otherFormsOfUnicodeAreNoJson(String charset) {
    isMalformed(
        read("{\"email\":\"a@example.com\"}".getBytes(Charset.forName(charset))), NOT_UTF_8);
  }

  /** RFC 8259 section 8.1: senders must not add one, receivers may ignore it. We do, once. */
  @Test
  void aByteOrderMarkIsIgnoredOnce() {
    assertThat(read("\uFEFF{}")).isInstanceOf(EventBody.Read.class);
    isMalformed(read("\uFEFF\uFEFF{}"), NOT_JSON);
    isMalformed(read("{\uFEFF}"), NOT_JSON);
    isMalformed(read("\uFEFF"), "the body is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":\"\0\"}", "{\"\0\":1}", "{}\0", "{\"a\":\"\t\"}", "{\"a\":\"\n\"}"})
  void controlCharactersMustBeEscaped(String body) {
    isMalformed(read(body), NOT_JSON);
  }

  /** Half a pair, escaped, is grammatical (RFC 8259 section 8.2) and cannot be stored. */
  @Test
  void halfOfASurrogatePairIsJsonAndNoText() {
    for (String half :
        List.of("\\ud800", "\\uDFAA", "\\ud800\\ud800", "\\uDd1e\\uD834", "\\u0000")) {
      assertThat(read("{\"ctx\":{\"a\":\"" + half + "\"}}"))
          .isInstanceOfSatisfying(
              EventBody.Unacceptable.class,
              body -> assertThat(body.refusal().field()).isEqualTo("ctx.a"));
    }
    assertThat(read("{\"ctx\":{\"a\":\"\\uD834\\uDd1e\"}}")).isInstanceOf(EventBody.Read.class);
  }

  static Stream<Arguments> depths() {
    return Stream.of(
        arguments("{\"x\":" + "[".repeat(63) + "]".repeat(63) + "}", true),
        arguments("{\"x\":" + "[".repeat(64) + "]".repeat(64) + "}", false),
        arguments("{\"ctx\":" + "{\"a\":".repeat(63) + "1" + "}".repeat(63) + "}", true),
        arguments("{\"ctx\":" + "{\"a\":".repeat(64) + "1" + "}".repeat(64) + "}", false),
        arguments("[".repeat(100_000), false),
        arguments("{\"a\":".repeat(100_000), false));
  }

  @ParameterizedTest
  @MethodSource("depths")
  void sixtyFourLevelsAreRead(String body, boolean accepted) {
    if (accepted) {
      assertThat(read(body)).isInstanceOf(EventBody.Read.class);
    } else {
      isMalformed(read(body), "the body is nested more than 64 levels deep");
    }
  }

  /** The suite calls it JSON; API-4 does not want one of two values picked in silence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"x\":[{\"a\":1,\"a\":1}]}",
        "{\"ctx\":{},\"ctx\":{}}"
      })
  void aFieldThatOccursTwiceIsRefused(String body) {
    isMalformed(read(body), "a field occurs twice in one object");
  }

  /** A number is kept as it was written, so that its size is bounded by its length alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "123123e100000",
        "-1e+9999",
        "123e-10000000",
        "100000000000000000000",
        "-0",
        "1.10"
      })
  void numbersAreKeptAsTheyAre(String number) {
    assertThat(read("{\"ctx\":{\"n\":" + number + "}}"))
        .isInstanceOfSatisfying(
            EventBody.Read.class,
            body -> assertThat(body.context()).isEqualTo("{\"n\":" + number + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[1,{\"a\":null}]", "\"text\"", "1.5e3", "true", "null", " [] "})
  void jsonThatIsNoObjectIsToldFromWhatIsNoJson(String body) {
    isMalformed(read(body), "the body must be a JSON object with the event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1,]", "[", "\"", "1.", "tru", "nul", "[1}", "\"\\x\"", "01", "+1", "NaN"})
  void whatIsNoJsonIsSaidToBeNone(String body) {
    isMalformed(read(body), NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[][]", "1 2", "\"a\" x", "{} {}", "{}}", "[]]", "{}x"})
  void whatStandsBehindTheValueIsRefused(String body) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            EventBody.Malformed.class,
            malformed ->
                assertThat(malformed.message())
                    .containsAnyOf("there is more behind the JSON", NOT_JSON));
  }
}
