package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.config.Settings;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SEC-12: a change of zones needs no restart. */
@Timeout(60)
class ZonesFollowTheSettingsFileTest {
  @TempDir Path folder;
  private Path file;
  private WatchedZones zones;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("herald.properties");
    write("access.zones = lan 10.0.0.0/8 allowUserPassword");
    zones = new WatchedZones(Settings.load(AccessSettings.ALL, file, Map.of(), Map.of()));
    assertThat(zoneOf("10.1.2.3")).isEqualTo("lan");
  }

  @Test
  void whatTheFileSaysNowHolds() throws Exception {
    write("access.zones = lab 10.1.0.0/16 allowHTTP");
    zones.look();

    assertThat(zoneOf("10.1.2.3")).isEqualTo("lab");
    assertThat(zoneOf("10.2.0.1")).isEqualTo("public");
  }

  @Test
  void aFileWithAMistakeChangesNothingAndTheCorrectedOneIsTaken() throws Exception {
    for (String mistake :
        List.of(
            "access.zones = lab 10.1.0.0/16 allowEverything",
            "access.zones = lab 10.1.0.0/99",
            "acess.zones = lab 10.1.0.0/16")) {
      write(mistake);
      zones.look();
      assertThat(zoneOf("10.1.2.3")).as(mistake).isEqualTo("lan");
    }

    write("access.zones = lab 10.1.0.0/16 allowHTTP");
    zones.look();

    assertThat(zoneOf("10.1.2.3")).isEqualTo("lab");
  }

  @Test
  void aFileThatIsAwayForAMomentChangesNothing() throws Exception {
    Files.delete(file);
    zones.look();
    assertThat(zoneOf("10.1.2.3")).isEqualTo("lan");

    write("access.zones = other 10.0.0.0/8");
    zones.look();

    assertThat(zoneOf("10.1.2.3")).isEqualTo("other");
  }

  @Test
  void aRunningInstanceLooksByItself() throws Exception {
    Settings settings = Settings.load(AccessSettings.ALL, file, Map.of(), Map.of());
    Access access =
        new Access(
            new AccessDatabase().dataSource(), settings, new HandClock(), new SecureRandom());
    access.start();
    try {
      write("access.zones = lab 10.1.0.0/16");
      InetAddress address = InetAddress.ofLiteral("10.1.2.3");
      assertThat(Cell.eventually(() -> access.zones().of(address).name().equals("lab"))).isTrue();
    } finally {
      access.stop();
    }
  }

  private String zoneOf(String address) {
    return zones.of(InetAddress.ofLiteral(address)).name();
  }

  /** As careful editors do: the file is always whole. */
  private void write(String line) throws Exception {
    Path next = Files.writeString(folder.resolve("next"), line + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
