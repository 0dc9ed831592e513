package io.herald.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading tar archives. */
class TarTest {
  @TempDir Path target;

  @Test
  void unpacksFoldersFilesAndLinks() throws Exception {
    Tar.unpack(
        archive(
            entry("a/", '5', "", 0755, ""),
            entry("a/run", '0', "#!/bin/sh", 0755, ""),
            entry("a/exactly-one-block", '0', "x".repeat(512), 0644, ""),
            entry("b/link", '2', "", 0777, "../a/run"),
            new byte[1024]),
        target);
    assertThat(target.resolve("a/run")).isExecutable().hasContent("#!/bin/sh");
    assertThat(Files.isExecutable(target.resolve("a/exactly-one-block"))).isFalse();
    assertThat(target.resolve("a/exactly-one-block")).hasContent("x".repeat(512));
    assertThat(target.resolve("b/link")).isSymbolicLink().hasContent("#!/bin/sh");
  }

  @Test
  void refusesNamesAndLinksThatLeaveTheFolder() {
    assertThatThrownBy(() -> Tar.unpack(archive(entry("../evil", '0', "x", 0644, "")), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leaves its folder");
    assertThatThrownBy(() -> Tar.unpack(archive(entry("/etc/evil", '0', "x", 0644, "")), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leaves its folder");
    assertThatThrownBy(
            () -> Tar.unpack(archive(entry("l", '2', "", 0644, "../../etc/passwd")), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leaves its folder");
  }

  @Test
  void refusesWhatItDoesNotUnderstandAndWhatIsCutShort() {
    assertThatThrownBy(() -> Tar.unpack(archive(entry("device", '3', "", 0644, "")), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown kind '3'");
    byte[] whole = entry("file", '0', "content", 0644, "");
    byte[] cut = java.util.Arrays.copyOf(whole, 515);
    assertThatThrownBy(() -> Tar.unpack(archive(cut), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in the middle of a file");
  }

  @Property(tries = 200, seed = "1")
  void anyBytesEndInAnIoExceptionOrInNothing(@ForAll @Size(max = 2048) byte[] bytes)
      throws Exception {
    Path folder = Files.createTempDirectory("tar");
    try {
      Tar.unpack(new ByteArrayInputStream(bytes), folder);
    } catch (IOException expected) {
      assertThat(expected).hasMessageNotContaining("null");
    } finally {
      PostgresBinaries.deleteTree(folder);
    }
  }

  private static ByteArrayInputStream archive(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return new ByteArrayInputStream(all.toByteArray());
  }

  private static byte[] entry(String name, char kind, String content, int mode, String link) {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    byte[] entry = new byte[512 + (data.length + 511) / 512 * 512];
    put(entry, 0, name);
    put(entry, 100, "%07o".formatted(mode));
    put(entry, 124, "%011o".formatted(data.length));
    entry[156] = (byte) kind;
    put(entry, 157, link);
    System.arraycopy(data, 0, entry, 512, data.length);
    return entry;
  }

  private static void put(byte[] entry, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, entry, at, bytes.length);
  }
}
