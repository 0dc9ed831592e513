package io.herald.platform.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SEC-8: who may do what is said by the table, and held by the servlet. */
class OperationsTakeTheirRightTest {
  @Test
  void aCallerWithEveryOtherRightIsRefused() throws Exception {
    for (Operation operation : new Notes().table().operations()) {
      try (NotesServer server = NotesServer.admitting(right -> !right.equals(operation.right()))) {
        String path = operation.path().toString().replace("{id}", "7");
        var got =
            server.send(
                server
                    .request(path)
                    .method(
                        operation.verb().name(),
                        java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(got.problem(403, "missing-right").get("detail").asString())
            .contains("'" + operation.right() + "'");
        assertThat(server.notes.handled).as(operation.name()).hasValue(0);
      }
    }
  }

  @Test
  void credentialsCountBeforeAnythingElse() throws Exception {
    try (NotesServer server =
        NotesServer.guardedBy(
            _ -> new Gate.Passage.Denied(401, "token-invalid", "The token is not valid."))) {
      for (String path : new String[] {"/v1/notes/7", "/v1/nothing", "/v1/notes/x"}) {
        var got = server.get(path);
        got.problem(401, "token-invalid");
        assertThat(got.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
  }

  @Test
  void whoCallsTooOftenIsToldWhenToComeAgain() throws Exception {
    try (NotesServer server =
        NotesServer.guardedBy(_ -> new Gate.Passage.Limited(Duration.ofSeconds(7)))) {
      var got = server.get("/v1/notes/7");

      got.problem(429, "too-many-requests");
      assertThat(got.header("Retry-After")).isEqualTo("7");
    }
  }

  @Test
  void credentialsThatCannotBeCheckedAreNobodysFault() throws Exception {
    try (NotesServer server =
        NotesServer.guardedBy(
            _ -> {
              throw new IllegalStateException("the database is away");
            })) {
      var got = server.get("/v1/notes/7");

      got.problem(503, "busy");
      assertThat(got.header("Retry-After")).isEqualTo("2");
      assertThat(got.response().body()).doesNotContain("the database is away");
    }
  }
}
