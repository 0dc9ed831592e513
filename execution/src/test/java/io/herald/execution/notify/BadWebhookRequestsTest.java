package io.herald.execution.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.http.operation.ApiJson;
import io.herald.platform.outbound.Destinations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** API-51: what cannot be registered is refused, and the answer names the property. */
class BadWebhookRequestsTest {
  private static final Destinations ALLOWED =
      Destinations.parse("webhook.allow", "hooks.example.com");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"url":"https://hooks.example.com/"}                                            | name
          {"name":"","url":"https://hooks.example.com/"}                                  | name
          {"name":" ","url":"https://hooks.example.com/"}                                 | name
          {"name":"a\\u0000b","url":"https://hooks.example.com/"}                         | name
          {"name":"a\\r\\nX-Evil: 1","url":"https://hooks.example.com/"}                  | name
          {"name":"\\ud800","url":"https://hooks.example.com/"}                           | name
          {"name":"a"}                                                                    | url
          {"name":"a","url":""}                                                           | url
          {"name":"a","url":"https://evil.example.com/"}                                  | url
          {"name":"a","url":"http://hooks.example.com/"}                                  | url
          {"name":"a","url":"https://hooks.example.com/\\r\\nX-Evil: 1"}                  | url
          {"name":"a","url":"https://127.0.0.1/"}                                         | url
          {"name":"a","url":"https://hooks.example.com/","types":[""]}                    | types
          {"name":"a","url":"https://hooks.example.com/","types":[null]}                  | types
          {"name":"a","url":"https://hooks.example.com/","origins":["a\\u0000"]}          | origins
          {"name":"a","url":"https://hooks.example.com/","statuses":[]}                   | statuses
          {"name":"a","url":"https://hooks.example.com/","statuses":["sent"]}             | statuses
          {"name":"a","url":"https://hooks.example.com/","statuses":["pending","pending"]} | statuses
          {"name":"a","url":"https://hooks.example.com/","include":["secret"]}            | include
          {"name":"a","url":"https://hooks.example.com/","include":[null]}                | include
          """)
  void theFindingNamesTheProperty(String json, String property) {
    String named =
        switch (ApiJson.read(json.getBytes(StandardCharsets.UTF_8), WebhookRequest.class)) {
          case ApiJson.Parsed.Unreadable<WebhookRequest>(var problem) ->
              String.valueOf(problem.field());
          case ApiJson.Parsed.Read<WebhookRequest>(WebhookRequest _) ->
              read(json) instanceof WebhookRequest.Reading.Bad(var findings)
                  ? findings.getFirst().part()
                  : "nothing";
        };

    assertThat(named).startsWith(property);
  }

  @ParameterizedTest
  @CsvSource({"65", "1000"})
  void aLongNameIsRefusedAndOneOfSixtyFourCodePointsIsNot(int length) {
    assertThat(read(named("x".repeat(length)))).isInstanceOf(WebhookRequest.Reading.Bad.class);
    assertThat(read(named("🎁".repeat(64)))).isInstanceOf(WebhookRequest.Reading.Good.class);
  }

  /** Foreign texts: every one is accepted as it is or refused with a reason. */
  @Property(seed = "42", tries = 1_000)
  void anyTextsAreJudged(@ForAll String name, @ForAll List<String> types) {
    WebhookRequest request =
        new WebhookRequest(name, "https://hooks.example.com/", types, types, null, types, null);

    switch (request.read(null, BadWebhookRequestsTest::objection)) {
      case WebhookRequest.Reading.Good(Webhook.Wish wish) -> {
        assertThat(wish.name()).isEqualTo(name);
        assertThat(name.chars().noneMatch(Character::isISOControl)).isTrue();
      }
      case WebhookRequest.Reading.Bad(var findings) -> assertThat(findings).isNotEmpty();
    }
  }

  private static String named(String name) {
    return "{\"name\":\"" + name + "\",\"url\":\"https://hooks.example.com/\"}";
  }

  private static WebhookRequest.Reading read(String json) {
    return switch (ApiJson.read(json.getBytes(StandardCharsets.UTF_8), WebhookRequest.class)) {
      case ApiJson.Parsed.Read<WebhookRequest>(WebhookRequest request) ->
          request.read(null, BadWebhookRequestsTest::objection);
      case ApiJson.Parsed.Unreadable<WebhookRequest>(var problem) ->
          throw new AssertionError(problem.detail());
    };
  }

  private static @Nullable String objection(String url) {
    return ALLOWED.objection(url).orElse(null);
  }
}
