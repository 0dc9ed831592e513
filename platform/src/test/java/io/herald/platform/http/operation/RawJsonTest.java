package io.herald.platform.http.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** JSON passed on as it came (API-4): to the character, and storable. */
class RawJsonTest {
  record Holder(RawJson data) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\\\\u0000\":1}",
        "{\"s\":\"\\ud83d\\ude00\"}",
        "{\"s\":\"\\\\\\\\ud83d\"}"
      })
  void textThatCanBeStored(String json) {
    assertThat(new RawJson(json).storable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"s\":\"\\u0000\"}",
        "{\"s\":\"\\ud83d\"}",
        "{\"s\":\"\\ude00\"}",
        "{\"s\":\"\\ud83dx\\ude00\"}",
        "{\"\\uDE00\":1}",
        "{\"s\":\"\\\\\\ud83d\"}"
      })
  void textThatCannotBeStored(String json) {
    assertThat(new RawJson(json).storable()).isFalse();
  }

  @Property(tries = 500)
  void whateverTextIsInsideComesBackToTheCharacter(@ForAll String text) {
    String inner = "{ \"t\" : " + JsonMapper.shared().writeValueAsString(text) + " }";
    byte[] document = ("{\"data\":" + inner + "}").getBytes(UTF_8);

    switch (ApiJson.read(document, Holder.class)) {
      case ApiJson.Parsed.Read(Holder(RawJson data)) ->
          assertThat(data.text()).isEqualTo(new String(inner.getBytes(UTF_8), UTF_8));
      case ApiJson.Parsed.Unreadable(Problem problem) -> throw new AssertionError(problem.detail());
    }
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrRefusedButNeverFail(
      @ForAll @Size(max = 60) @ByteRange(min = 32, max = 126) byte[] bytes) {
    byte[] framed = ("{\"data\":" + new String(bytes, UTF_8) + "}").getBytes(UTF_8);
    assertThat(ApiJson.read(framed, Holder.class)).isNotNull();
    assertThat(ApiJson.read(bytes, Holder.class)).isNotNull();
  }
}
