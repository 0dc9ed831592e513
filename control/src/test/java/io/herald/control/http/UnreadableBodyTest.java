package io.herald.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.http.operation.ApiJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** API-4, API-8: whatever is sent as JSON is read or refused in our words. */
class UnreadableBodyTest {
  private static final JsonMapper JSON = ApiJson.strictReading().build();

  record Sample(
      @Nullable String name,
      @Nullable Integer count,
      @Nullable Boolean flag,
      @Nullable List<Sample> parts) {}

  @Property(tries = 1000, seed = "4711")
  void noBytesMakeItFail(@ForAll byte[] body) {
    explain(body);
  }

  @Property(tries = 1000, seed = "4711")
  void noTextIsRepeatedInAnExplanation(@ForAll String text) {
    String secret = "s3cr3t" + text;
    Problem problem =
        Objects.requireNonNull(explain(JSON.writeValueAsBytes(Map.of("count", secret))));

    assertThat(problem.field()).isEqualTo("count");
    assertThat(problem.detail()).doesNotContain("s3cr3t").contains("whole number");
  }

  @Example
  void onlyTagsThatWereGivenMatch() {
    assertThat(ExpectedRevision.of("\"7\"", 3).revision()).isEqualTo(7);
    assertThat(ExpectedRevision.of(null, 3).revision()).isEqualTo(3);
    assertThat(ExpectedRevision.of("*", 3).revision()).isNull();
    for (String never : new String[] {"7", "W/\"7\"", "\"7\", \"8\"", "", "\"99999999999\""}) {
      assertThat(ExpectedRevision.of(never, 3).revision()).as(never).isEqualTo(0);
    }
  }

  private static @Nullable Problem explain(byte[] body) {
    try {
      Sample _ = JSON.readValue(body, Sample.class);
      return null;
    } catch (RuntimeException thrown) {
      Problem problem = UnreadableBody.explain(thrown);
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.detail()).isNotBlank().doesNotContain("tools.jackson", "io.herald");
      return problem;
    }
  }
}
