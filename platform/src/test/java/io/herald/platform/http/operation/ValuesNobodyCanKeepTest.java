package io.herald.platform.http.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Values that no database keeps are refused by their property's name (API-4, API-8)")
class ValuesNobodyCanKeepTest {
  record Thing(@Nullable String text, @Nullable List<String> words, @Nullable Instant at) {}

  private static ApiJson.Parsed<Thing> read(String json) {
    return ApiJson.read(json.getBytes(UTF_8), Thing.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text":"a\\u0000"}                       | text
          {"text":"\\ud800"}                        | text
          {"words":["a","\\u0000"]}                 | words[1]
          {"words":[null]}                          | words
          {"at":"+999999999-12-31T00:00:00Z"}       | at
          {"at":"-999999999-01-01T00:00:00Z"}       | at
          {"at":"0000-12-31T23:59:59Z"}             | at
          {"at":"tomorrow"}                         | at
          {"at":1777888800}                         | at
          """)
  void theProblemNamesTheProperty(String json, String property) {
    assertThat(read(json))
        .isInstanceOfSatisfying(
            ApiJson.Parsed.Unreadable.class,
            unreadable ->
                assertThat(String.valueOf(unreadable.problem().field())).startsWith(property));
  }

  @Test
  void whatCanBeKeptIsRead() {
    assertThat(read("{\"text\":\"🎁\",\"words\":[\"\"],\"at\":\"2026-01-31T11:00:00+01:00\"}"))
        .isEqualTo(
            new ApiJson.Parsed.Read<>(
                new Thing("🎁", List.of(""), Instant.parse("2026-01-31T10:00:00Z"))));
    assertThat(read("{\"text\":null,\"words\":null,\"at\":null}"))
        .isEqualTo(new ApiJson.Parsed.Read<>(new Thing(null, null, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "+999999999-12-31T00:00:00Z"})
  void aParameterHasTheSameYears(String moment) {
    assertThat(new Parameter.Form.Moment().complaint(moment)).contains("must be an instant");
  }

  /** A line break would let a caller write lines of its own into the log. */
  @Test
  void anUnknownPropertysNameIsShownOnOneLine() {
    assertThat(read("{\"te\\nxt\\u2028\\u202e\":1}"))
        .isInstanceOfSatisfying(
            ApiJson.Parsed.Unreadable.class,
            unreadable -> assertThat(unreadable.problem().detail()).contains("'te?xt??'"));
  }
}
