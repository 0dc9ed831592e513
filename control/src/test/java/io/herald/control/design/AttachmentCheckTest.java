package io.herald.control.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.herald.message.link.Publication;
import io.herald.message.link.Supplies;
import io.herald.platform.outbound.Destinations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** TPL-14: files that are shown are found, whatever somebody writes, and soon. */
class AttachmentCheckTest {
  private final AttachmentCheck check =
      new AttachmentCheck(
          new NoFiles(),
          Destinations.parse("fetch.allow", ""),
          new AttachmentCheck.Bounds(1_000_000, 1));

  @Test
  void manyTagsWithoutAnEndTakeNoTime() {
    AttachmentCheck.Result result =
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> shown("<img ".repeat(200_000)));

    assertThat(result.errors()).isEmpty();
  }

  @Test
  void eachMissingPictureIsNamedOnceUpToFifty() {
    assertThat(shown("<img src='a.png'><IMG alt='x' src='a.png'>").errors()).hasSize(1);
    assertThat(
            shown(
                    IntStream.range(0, 1_000)
                        .mapToObj(i -> "<img src='p" + i + ".png'>")
                        .collect(Collectors.joining()))
                .errors())
        .hasSize(50);
  }

  private AttachmentCheck.Result shown(String html) {
    Publication.Content content =
        new Publication.Content(
            "Shop",
            "shop@example.com",
            null,
            null,
            "s",
            null,
            "text",
            true,
            null,
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of(new Publication.Attachment("html", "a.pdf", html, null)));
    return check.of(content, new NoFiles());
  }

  /** Nothing was ever uploaded. */
  private static final class NoFiles implements StoredFiles {
    @Override
    public Map<String, Supplies.Resource> beginningWith(String prefix) {
      return Map.of();
    }

    @Override
    public Optional<Supplies.Resource> withSum(String sha256) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> bytes(String sha256) {
      return Optional.empty();
    }
  }
}
