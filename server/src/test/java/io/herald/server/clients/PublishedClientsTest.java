package io.herald.server.clients;

import io.herald.server.StartedDemo;
import io.herald.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that others published, as they are on npm, against a whole Herald with its two sample
 * messages (client contracts A and B). What is proved is written beside this in {@code
 * src/test/node}, one folder for each test here.
 */
@Timeout(600)
class PublishedClientsTest {
  @TempDir private static Path folder;
  private static TestDatabase database;
  private static TestDatabase controlDatabase;
  private static StartedDemo demo;
  private static NodeProject node;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws Exception {
    node = NodeProject.in(Files.createDirectory(folder.resolve("node")));
    database = TestDatabase.create();
    controlDatabase = TestDatabase.create();
    Path demoFolder = Files.createDirectory(folder.resolve("demo"));
    demo =
        StartedDemo.in(
            demoFolder,
            "--no-sample",
            "--set=execution.database.url=" + database.address().toUrl(),
            "--set=control.database.url=" + controlDatabase.address().toUrl());
    environment =
        Map.of(
            "HERALD_DEMO_FILE",
            demoFolder.resolve("demo.json").toString(),
            "HERALD_GUIDE",
            Path.of("../docs/guide/moving-from-adobe-campaign.md").toAbsolutePath().toString());
  }

  @AfterAll
  static void close() {
    demo.close();
    controlDatabase.close();
    database.close();
  }

  /** Client contract A. */
  @Test
  void theJavaScriptSdkOfCampaignClassicWorksUnmodified() throws Exception {
    node.test("acc", environment);
  }

  /** API-30, API-31. */
  @Test
  void theJavaScriptSdkOfCampaignClassicConfiguresTheControlInstance() throws Exception {
    node.test("control", environment);
  }

  /** Client contract B. */
  @Test
  void theJavaScriptSdkOfCampaignStandardWorksWithOnlyItsHostChanged() throws Exception {
    node.test("acs", environment);
  }

  /** Client contract A.10. */
  @Test
  void aSoapToolkitGeneratesItsClientFromTheWsdl() throws Exception {
    node.test("soap", environment);
  }

  /** API-4. */
  @Test
  void theDoorsThatTakeJsonJudgeEveryCaseOfJsonTestSuite() throws Exception {
    node.test("json", environment);
  }

  @Test
  void theSnippetsOfTheGuideWorkAsTheyAreShown() throws Exception {
    node.test("guide", environment);
  }
}
