package io.herald.server.demo;

import io.herald.server.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code demo.json}: where everything of a running demo is, for programs. It holds passwords, so
 * only its owner may read it; it is there, whole, before the demo says that it is ready.
 *
 * @param executionDatabaseUrl {@code postgresql://user:password@127.0.0.1:port/database}
 * @param controlDatabaseUrl of the same form
 */
record DemoFile(
    long pid,
    String consoleUrl,
    String consoleUser,
    String consolePassword,
    String controlUrl,
    String executionUrl,
    String organization,
    String agentLogin,
    String agentPassword,
    String apiKey,
    String accessToken,
    String inboxUrl,
    int smtpPort,
    String executionDatabaseUrl,
    String controlDatabaseUrl) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void writeTo(Path folder) throws IOException {
    OwnerOnlyFile.write(in(folder), JSON.writeValueAsString(this) + "\n");
  }

  /** What an earlier demo left is no longer true. */
  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(in(folder));
  }

  private static Path in(Path folder) {
    return folder.resolve("demo.json");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "demo of process " + pid + " at " + controlUrl;
  }
}
