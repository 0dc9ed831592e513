package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-1, SEC-3: operators and their groups, administered over HTTP. */
@Timeout(120)
class OperatorAdministrationTest {
  private static final String ADMIN = Cell.basic("admin", "correct horse battery");
  private static final String LONG = "a password of some words";

  private final HandClock clock = new HandClock();
  private Cell cell;

  @BeforeEach
  void open() throws Exception {
    cell = new Cell(new AccessDatabase(), clock, Map.of());
    cell.access.operators().create("admin", "correct horse battery", Set.of("ADMINISTRATION"));
  }

  @AfterEach
  void close() {
    cell.close();
  }

  private String call(String method, String path, String body, int expected) throws Exception {
    HttpResponse<String> answer = cell.call(method, path, body, ADMIN);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    return answer.body();
  }

  private void create(String login, String operator) throws Exception {
    call(
        "POST",
        "/v1/operators",
        "{\"login\": \"%s\", \"password\": \"%s\", \"operator\": %s}"
            .formatted(login, LONG, operator),
        201);
  }

  private int administer(String login, String password) throws Exception {
    return cell.call("GET", "/v1/operators", "", Cell.basic(login, password)).statusCode();
  }

  @Test
  void rightsComeFromGroupsToo() throws Exception {
    call("PUT", "/v1/operator-groups/admins", "{\"rights\": [\"ADMINISTRATION\"]}", 200);
    create("ann", "{\"groups\": [\"admins\"]}");
    assertThat(administer("ann", LONG)).isEqualTo(200);

    call("DELETE", "/v1/operator-groups/admins", "", 409);
    call("PUT", "/v1/operator-groups/admins", "{\"rights\": [\"EXPORT\"]}", 200);

    assertThat(administer("ann", LONG)).isEqualTo(403);
  }

  @Test
  void aShortPasswordIsRefusedWithTheBound() throws Exception {
    String body = "{\"login\": \"ann\", \"password\": \"short\", \"operator\": {}}";
    assertThat(call("POST", "/v1/operators", body, 422))
        .contains("\"password\"")
        .contains("at least 12");
    create("ann", "{}");
    call("POST", "/v1/operators/ann:set-password", "{\"password\": \"short\"}", 422);
  }

  @Test
  void aNewPasswordEndsTheOldOneAndTheSessions() throws Exception {
    create("ann", "{\"rights\": [\"ADMINISTRATION\"]}");
    assertThat(administer("ann", LONG)).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));

    call("POST", "/v1/operators/ann:set-password", "{\"password\": \"another long one\"}", 204);

    assertThat(administer("ann", LONG)).isEqualTo(401);
    assertThat(administer("ann", "another long one")).isEqualTo(200);
  }

  @Test
  void anExpiredPasswordIsNotTaken() throws Exception {
    create(
        "ann", "{\"rights\": [\"ADMINISTRATION\"], \"passwordExpires\": \"2026-01-31T11:00:00Z\"}");
    assertThat(administer("ann", LONG)).isEqualTo(200);

    clock.advance(Duration.ofHours(1));

    assertThat(cell.call("GET", "/v1/operators", "", Cell.basic("ann", LONG)).body())
        .contains("expired");
  }

  @Test
  void aDisabledOperatorsSessionsDoNotComeBack() throws Exception {
    create("ann", "{\"rights\": [\"ADMINISTRATION\"]}");
    Operator ann =
        ((SignIn.Known)
                cell.access
                    .operators()
                    .signIn("ann", LONG, java.net.InetAddress.ofLiteral("127.0.0.1")))
            .operator();
    Sessions.Opened session = cell.access.sessions().open(new Principal.OfOperator(ann));
    clock.advance(Duration.ofSeconds(1));

    call("PUT", "/v1/operators/ann", "{\"disabled\": true}", 200);
    assertThat(cell.knows(session)).isFalse();
    call("PUT", "/v1/operators/ann", "{\"disabled\": false}", 200);

    assertThat(cell.knows(session)).isFalse();
  }

  @Test
  void unknownRightsAndGroupsAreNamed() throws Exception {
    String body = "{\"login\": \"ann\", \"password\": \"" + LONG + "\", \"operator\": %s}";
    assertThat(call("POST", "/v1/operators", body.formatted("{\"rights\": [\"FLY\"]}"), 422))
        .contains("\"rights\"")
        .contains("MESSAGE CENTER EXECUTION");
    assertThat(call("POST", "/v1/operators", body.formatted("{\"groups\": [\"x\"]}"), 422))
        .contains("\"groups\"");
    assertThat(call("POST", "/v1/operators", body.formatted("{\"zone\": \"\"}"), 422))
        .contains("\"zone\"");
  }

  @Test
  void nobodyTakesTheAdministrationFromItself() throws Exception {
    assertThat(call("PUT", "/v1/operators/admin", "{\"rights\": [\"EXPORT\"]}", 409))
        .contains("own-administration");
    call(
        "PUT",
        "/v1/operators/admin",
        "{\"rights\": [\"ADMINISTRATION\"], \"disabled\": true}",
        409);
    call("DELETE", "/v1/operators/admin", "", 409);
    assertThat(administer("admin", "correct horse battery")).isEqualTo(200);

    call("PUT", "/v1/operator-groups/admins", "{\"rights\": [\"ADMINISTRATION\"]}", 200);
    call("PUT", "/v1/operators/admin", "{\"groups\": [\"admins\"]}", 200);
  }

  @Test
  void aZoneThatIsNotThereIsRefusedByName() throws Exception {
    String body =
        "{\"login\": \"ann\", \"password\": \"%s\", \"operator\": {\"zone\": \"lan\"}}"
            .formatted(LONG);
    assertThat(call("POST", "/v1/operators", body, 422)).contains("\"zone\"", "loopback, public");
  }

  @Test
  void aLoginInAnyScriptHasAnAddress() throws Exception {
    HttpResponse<String> created =
        cell.call(
            "POST",
            "/v1/operators",
            "{\"login\": \"Zoë№7\", \"password\": \"%s\", \"operator\": {}}".formatted(LONG),
            ADMIN);

    String place = created.headers().firstValue("Location").orElseThrow();
    assertThat(place).isASCII();
    assertThat(call("GET", place, "", 200)).contains("Zoë№7");
  }
}
