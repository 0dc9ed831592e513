package io.herald.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.http.operation.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-8: every operation there is refuses whoever lacks its right, and lets in who has it. */
@Timeout(120)
class AdministrationTakesItsRightTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void everyOperationAsksForItsRight() throws Exception {
    try (Cell cell = new Cell(new AccessDatabase(), new HandClock(), Map.of())) {
      ApiClient client = cell.access.clients().create("shop", "shop-client", "geometrixx");
      String token = "Bearer " + cell.access.clients().issueToken(client, Duration.ofHours(1));
      assertThat(cell.table.operations()).hasSizeGreaterThan(15);
      for (Operation operation : cell.table.operations()) {
        String method = operation.verb().name();
        String path = operation.path().toString().replaceAll("\\{[a-zA-Z]+}", "nobody");
        String right = Permission.of(operation.right()).orElseThrow().right().label();
        for (Right held : Right.values()) {
          cell.access.operators().create("somebody", PASSWORD, Set.of(held.label()));
          String somebody = Cell.basic("somebody", PASSWORD);
          int status = cell.call(method, path, "{}", somebody).statusCode();
          boolean enough = held.label().equals(right) || held == Right.ADMINISTRATION;
          assertThat(status == 403).as("%s %s by %s", method, path, held).isEqualTo(!enough);
          assertThat(status).isNotEqualTo(401);
        }
        assertThat(cell.call(method, path, "{}", "").statusCode()).isEqualTo(401);
        assertThat(cell.call(method, path, "{}", token).statusCode())
            .as("no API client administers: %s %s", method, path)
            .isEqualTo(403);
      }
    }
  }
}
