package io.herald.execution.collect.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.link.Publication;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import tools.jackson.core.JsonParser;

/** Whatever bytes come, a body is read, refused or called malformed, never more. */
class EventBodyFuzzTest {
  private static final String GOOD =
      """
      {"email":"a@example.com","scheduled":"2026-02-01T10:00:00Z","wishedChannel":0,
       "x":[1,2.5e3,true,null,"\\u00e9"],
       "ctx":{"s":"é\uD83D\uDE00","i":3,"items":[{"n":1},{"n":2}],"o":{"a":{"b":[[]]}}},"z":{}}""";

  private static final List<Publication.Field> FIELDS =
      List.of(
          new Publication.Field("s", "string", true),
          new Publication.Field("i", "integer", false),
          new Publication.Field("items", "collection", false),
          new Publication.Field("o", "object", false));

  private static void holds(byte[] bytes) {
    if (EventBody.read(bytes, FIELDS, false) instanceof EventBody.Read body) {
      // what is kept as the context is one well-formed object
      try (JsonParser parser = Json.parser(body.context())) {
        assertThat(parser.nextToken()).isNotNull();
        parser.skipChildren();
        assertThat(parser.nextToken()).isNull();
      }
      assertThat(body.context()).startsWith("{").endsWith("}");
    }
  }

  @Property(seed = "20260131")
  void anyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    holds(bytes);
  }

  @Property(seed = "20260131")
  void aGoodBodyCutOff(@ForAll @IntRange(max = 400) int length) {
    byte[] good = GOOD.getBytes(UTF_8);
    holds(Arrays.copyOf(good, Math.min(length, good.length)));
  }

  @Property(tries = 5000, seed = "20260131")
  void aGoodBodyWithBytesChanged(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 400) Integer> places,
      @ForAll @Size(4) byte[] values) {
    byte[] body = GOOD.getBytes(UTF_8);
    for (int i = 0; i < places.size(); i++) {
      body[places.get(i) % body.length] = values[i];
    }
    holds(body);
  }

  @Property(seed = "20260131")
  void piecesOfJsonInAnyOrder(@ForAll("pieces") List<String> pieces) {
    holds(String.join("", pieces).getBytes(UTF_8));
    holds(("{\"ctx\":{" + String.join("", pieces) + "}}").getBytes(UTF_8));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"ctx\"",
            "\"email\"",
            "\"s\"",
            "\"items\"",
            "null",
            "true",
            "1",
            "-1e9",
            "\"\\u0000\"",
            "\"\\ud800\"",
            " ",
            "\\",
            "\"",
            "\uFEFF")
        .list()
        .ofMaxSize(40);
  }

  @Property(seed = "20260131")
  void anyPath(@ForAll String path) {
    RestPath.of(path);
    RestPath.of("/o/campaign/mco/" + path);
  }
}
