package io.herald.platform.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API-53: document and page are served to anybody, under a strict content security policy. */
class DocumentCanBeBrowsedTest {
  private static NotesServer server;

  @BeforeAll
  static void start() throws Exception {
    server = NotesServer.guardedBy(_ -> new Gate.Passage.Denied(401, "unauthorized", "Sign in."));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theDocumentIsServedAsJson() throws Exception {
    var got = server.get("/v1/openapi.json");

    assertThat(got.header("Content-Type")).isEqualTo("application/json");
    assertThat(got.json().at("/info/title").asString()).isEqualTo("Notes");
  }

  @Test
  void thePageAndAllItNamesAreThereWithoutInlineScripts() throws Exception {
    var page = server.get("/v1/docs/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.response().body()).doesNotContain("<script>", "<style", " style=");
    var files =
        java.util.regex.Pattern.compile("(?:href|src)=\"([^\"]+)\"")
            .matcher(page.response().body());
    int found = 0;
    while (files.find()) {
      assertThat(server.get("/v1/docs/" + files.group(1)).status())
          .as(files.group(1))
          .isEqualTo(200);
      found++;
    }
    assertThat(found).isEqualTo(6);
  }

  @Test
  void theAddressWithoutASlashLeadsThere() throws Exception {
    var got = server.get("/v1/docs");

    assertThat(got.status()).isEqualTo(301);
    assertThat(got.header("Location")).isEqualTo("docs/");
  }

  @Test
  void nothingElseOfTheClassPathIsServed() throws Exception {
    assertThat(server.get("/v1/docs/swagger-initializer.js").status()).isEqualTo(404);
    assertThat(server.get("/v1/docs/..%2f..%2fapplication.properties").status())
        .isIn(400, 401, 404);
  }
}
