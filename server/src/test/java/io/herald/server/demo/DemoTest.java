package io.herald.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.database.DatabaseAddress;
import io.herald.server.StartedDemo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way on real parts: from an empty folder to two mails in the inbox, and again. */
class DemoTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void goesFromNothingToTwoMailsAndKeepsItsDataOverARestart(@TempDir Path folder) throws Exception {
    JsonNode first;
    try (StartedDemo demo = StartedDemo.in(folder)) {
      assertThat(demo.lines()).endsWith("READY");
      assertThat(demo.output())
          .contains("An order came in through SOAP", "A cart came in through REST")
          .containsPattern(
              "accepted +0 ms\n +routed +\\d+ ms\n +prepared +\\d+ ms\n +handed over +\\d+ ms\n +processed +\\d+ ms")
          .contains("To       anna.keller@example.com", "Subject  Still thinking it over?");
      first = demoFile(folder);
      assertThat(List.copyOf(first.propertyNames()))
          .containsExactlyInAnyOrder(
              "pid",
              "consoleUrl",
              "consoleUser",
              "consolePassword",
              "controlUrl",
              "executionUrl",
              "organization",
              "agentLogin",
              "agentPassword",
              "apiKey",
              "accessToken",
              "inboxUrl",
              "smtpPort",
              "executionDatabaseUrl",
              "controlDatabaseUrl");
      assertThat(first.get("pid").longValue()).isEqualTo(ProcessHandle.current().pid());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("demo.json"))))
          .isEqualTo("rw-------");
      assertThat(mails(first)).isEqualTo(2);
      assertThat(settledEvents(first)).isEqualTo(2);

      // what a person pastes works as it stands
      for (String command : demo.curlCommands()) {
        assertThat(shell(command)).containsAnyOf("<plId", "\"status\":\"pending\"");
      }
      demo.awaitMails(4);
    }

    try (StartedDemo demo = StartedDemo.in(folder, "--no-sample")) {
      JsonNode second = demoFile(folder);
      assertThat(demo.output()).doesNotContain("came in through");
      assertThat(second.get("accessToken")).isEqualTo(first.get("accessToken"));
      assertThat(second.get("agentPassword")).isEqualTo(first.get("agentPassword"));
      assertThat(second.get("executionDatabaseUrl").stringValue()).contains("/execution");
      assertThat(mails(second)).isEqualTo(4);
      for (String command : demo.curlCommands()) {
        shell(command);
      }
      demo.awaitMails(6);
    }
  }

  private static JsonNode demoFile(Path folder) throws Exception {
    return JSON.readTree(Files.readAllBytes(folder.resolve("demo.json")));
  }

  private int mails(JsonNode demo) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(demo.get("inboxUrl").stringValue() + "/api/v1/messages"))
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body())
        .get("total")
        .intValue();
  }

  private static int settledEvents(JsonNode demo) throws Exception {
    DatabaseAddress address = DatabaseAddress.parse(demo.get("executionDatabaseUrl").stringValue());
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM event WHERE finished_at IS NOT NULL")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String shell(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(output).isZero();
    return output;
  }
}
