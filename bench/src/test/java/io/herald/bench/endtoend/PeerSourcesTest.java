package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sources of a peer are built once, and again when a build broke off. */
class PeerSourcesTest {
  @TempDir private Path kept;

  private final List<Path> builds = new ArrayList<>();

  @Test
  void aPeerIsLaidOutWithItsFoldersAndBuiltOnce() throws Exception {
    Path first = PeerSources.built("spring", kept, builds::add);
    Path second = PeerSources.built("spring", kept, builds::add);

    assertThat(builds).containsExactly(first);
    assertThat(second).isEqualTo(first);
    assertThat(first.resolve("pom.xml")).exists();
    assertThat(first.resolve("src/main/java/com/example/ordermail/Sender.java")).exists();
  }

  @Test
  void whatABuildThatBrokeOffLeftIsRemovedAndBuiltAgain() throws Exception {
    assertThatThrownBy(
            () ->
                PeerSources.built(
                    "node",
                    kept,
                    folder -> {
                      Files.writeString(folder.resolve("half"), "");
                      throw new IOException("no network");
                    }))
        .hasMessage("no network");

    Path folder = PeerSources.built("node", kept, builds::add);

    assertThat(builds).containsExactly(folder);
    assertThat(folder.resolve("half")).doesNotExist();
    assertThat(folder.resolve("worker.js")).exists();
  }

  @Test
  void onlyTheFoldersOfTheSamePeerAreReplaced() throws Exception {
    Path older = Files.createDirectories(kept.resolve("node-0123").resolve("node_modules"));
    Path other = PeerSources.built("spring", kept, builds::add);

    PeerSources.built("node", kept, builds::add);

    assertThat(older).doesNotExist();
    assertThat(other).exists();
  }
}
