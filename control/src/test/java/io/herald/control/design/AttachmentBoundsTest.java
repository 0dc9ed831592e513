package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.control.Samples;
import io.herald.platform.config.Settings;
import io.herald.platform.outbound.FetchSettings;
import io.herald.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TPL-72: how many attachments a message may have, and how large they may be together. */
@ControlTest
class AttachmentBoundsTest {
  private static final int MOST_BYTES = 2_000;

  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control =
        ControlUnderTest.start(
            database.open(4), Map.of("fetch.attachment-bytes", String.valueOf(MOST_BYTES)));
    control.post("/v1/event-types", Samples.json(Samples.cartType()));
    upload("half.txt", MOST_BYTES / 2);
    upload("one.txt", 1);
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void oneAttachmentIsFineAndASecondOneAWarning() {
    assertThat(saved("one.txt").json().at("/warnings").isEmpty()).isTrue();

    Answer two = saved("one.txt", "one.txt");

    assertThat(two.json().at("/findings").isEmpty()).as(two.http().body()).isTrue();
    assertThat(two.text("/warnings/0/part")).isEqualTo("attachments");
    assertThat(two.text("/warnings/0/message")).contains("More than 1 attachment");
  }

  @Test
  void togetherTheyMayHaveAsManyBytesAsAreSetAndNotOneMore() {
    assertThat(saved("half.txt", "half.txt").json().at("/findings").isEmpty()).isTrue();

    Answer larger = saved("half.txt", "half.txt", "one.txt");

    assertThat(larger.text("/findings/0/part")).isEqualTo("attachments");
    assertThat(larger.text("/findings/0/message"))
        .contains("2,001", "2,000", "fetch.attachment-bytes");
  }

  @Test
  @DisplayName("TPL-72: 60 seconds, images of 100,000 bytes, attachments of 10 MiB")
  void theDefaultsAreThoseOfTheSpecification() {
    Settings untouched = Settings.of(Map.of());

    assertThat(untouched.get(FetchSettings.TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
    assertThat(untouched.get(FetchSettings.IMAGE_BYTES)).isEqualTo(100_000);
    assertThat(untouched.get(FetchSettings.ATTACHMENT_BYTES)).isEqualTo(10 * 1_024 * 1_024);
    assertThat(untouched.get(FetchSettings.ALLOW)).isEmpty();
  }

  private void upload(String path, int bytes) {
    Answer stored =
        control.call(
            "PUT",
            "/v1/resources/" + path,
            "x".repeat(bytes),
            Map.of("Content-Type", "application/octet-stream"));
    assertThat(stored.status()).as(stored.http().body()).isEqualTo(200);
  }

  private Answer saved(String... sources) {
    List<Map<String, String>> attachments =
        Stream.of(sources)
            .map(source -> Map.of("kind", "file", "name", source, "source", source))
            .toList();
    String body = Samples.json(Samples.cartTemplate(), "attachments", attachments);
    Answer created = control.post("/v1/templates", body);
    return created.status() == 201
        ? created
        : control.put("/v1/templates/RTEVTcartAbandonment", body);
  }
}
