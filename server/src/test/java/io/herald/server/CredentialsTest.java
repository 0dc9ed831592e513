package io.herald.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void areMadeOnceAndReadableByTheirOwnerOnly(@TempDir Path folder) throws Exception {
    Credentials first = Credentials.in(folder, random);
    first.keepAccessToken("token-1");
    Credentials second = Credentials.in(folder, random);

    assertThat(second.consolePassword()).isEqualTo(first.consolePassword());
    assertThat(second.agentPassword()).isEqualTo(first.agentPassword());
    assertThat(second.apiKey()).isEqualTo(first.apiKey());
    assertThat(second.linkSecret()).isEqualTo(first.linkSecret()).hasSizeGreaterThan(16);
    assertThat(second.accessToken()).isEqualTo("token-1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
        .isEqualTo("rw-------");
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  void areDifferentEverywhereAndFitForUrlsXmlAndShells(@TempDir Path one, @TempDir Path other)
      throws Exception {
    Credentials here = Credentials.in(one, random);
    Credentials there = Credentials.in(other, random);

    Set<String> secrets =
        Set.of(
            here.consolePassword(),
            here.agentPassword(),
            here.apiKey(),
            here.linkSecret(),
            there.consolePassword(),
            there.agentPassword(),
            there.apiKey(),
            there.linkSecret());
    assertThat(secrets).hasSize(8).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{20,}"));
  }

  @Test
  void aFileThatIsNotOursIsNamedButNotQuoted(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("credentials.json"), "{\"agentPassword\": \"hush\",");

    assertThatThrownBy(() -> Credentials.in(folder, random))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("credentials.json")
        .hasMessageNotContaining("hush")
        .hasNoCause();
  }
}
