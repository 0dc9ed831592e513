package io.herald.platform.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to run PostgreSQL where Herald is root. */
class ServerUserTest {
  @TempDir Path directory;

  @BeforeEach
  void onlyAsRootAndWhereNobodyCanReachTheDirectory() throws Exception {
    Path probe = Files.createFile(directory.resolve("probe"));
    assumeTrue(ServerUser.isRoot(probe), "these ways exist for root");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void atLeastOneWayWorksHere() throws Exception {
    PostgresBinaries binaries =
        PostgresBinaries.unpackedIn(PostgresBinaries.userCache(System.getenv()));
    assertThat(ServerUser.WAYS_FROM_ROOT).anyMatch(user -> user.works(directory, binaries));
  }

  @Test
  void anotherUserCanCreateTheData() throws Exception {
    ServerUser nobody = ServerUser.WAYS_FROM_ROOT.get(1);
    assumeTrue(Commands.exists("setpriv"));
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(directory);
    Path password = Files.writeString(directory.resolve("password"), "secret\n");
    assertThat(nobody.works(directory, binaries)).isTrue();
    new DataDirectory(directory.resolve("data")).createOnce(binaries, nobody, "herald", password);
    assertThat(Files.getAttribute(directory.resolve("data/PG_VERSION"), "unix:uid"))
        .isEqualTo(65534);
  }

  @Test
  void whatStaysRootOrIsMissingIsNoWay() throws Exception {
    PostgresBinaries binaries =
        PostgresBinaries.unpackedIn(PostgresBinaries.userCache(System.getenv()));
    assertThat(ServerUser.OURSELVES.works(directory, binaries)).isFalse();
    assertThat(new ServerUser(List.of("no-such-program"), false).works(directory, binaries))
        .isFalse();
  }
}
