package io.herald.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is nearly full is noticed before it is full. */
class DiskSpaceTest {
  private static final long MEBIBYTE = 1L << 20;

  private long freeMebibytes = 5_000;
  private boolean broken;
  private final DiskSpace disk =
      new DiskSpace(this::free, "/data", "server.postgres.min-free", 1_000 * MEBIBYTE);

  private long free() throws IOException {
    if (broken) {
      throw new IOException("the disk does not answer");
    }
    return freeMebibytes * MEBIBYTE;
  }

  private boolean isShortWith(long mebibytes) {
    freeMebibytes = mebibytes;
    disk.look();
    return disk.shortage().isPresent();
  }

  @Test
  void theReasonNamesWhatIsLeftTheLimitAndTheSetting() {
    assertThat(isShortWith(999)).isTrue();
    assertThat(disk.shortage().orElseThrow())
        .contains("999 MiB left")
        .contains("server.postgres.min-free keeps 1,000 MiB free")
        .doesNotContain("/data");
  }

  @Test
  void afterAShortageALittleMoreMustBeFree() {
    assertThat(isShortWith(1_000)).isFalse();
    assertThat(isShortWith(999)).isTrue();
    assertThat(isShortWith(1_000)).isTrue();
    assertThat(isShortWith(1_063)).isTrue();
    assertThat(isShortWith(1_064)).isFalse();
    assertThat(isShortWith(1_000)).isFalse();
  }

  @Test
  void whileNobodyCanTellWhatWasKnownStays() {
    isShortWith(999);
    broken = true;
    assertThat(isShortWith(5_000)).isTrue();
    broken = false;
    assertThat(isShortWith(5_000)).isFalse();
  }

  @Test
  void aRealDiskIsLookedAtWhenItStarts(@TempDir Path folder) throws IOException {
    DiskSpace everything = DiskSpace.of(folder, "server.postgres.min-free", 1_000_000_000);
    DiskSpace nothing = DiskSpace.of(folder, "server.postgres.min-free", 0);
    try {
      everything.start();
      nothing.start();
      assertThat(everything.shortage()).isPresent();
      assertThat(nothing.shortage()).isEmpty();
    } finally {
      everything.stop();
      nothing.stop();
    }
  }
}
