package io.herald.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.control.ControlTest;
import io.herald.control.ControlUnderTest;
import io.herald.control.ControlUnderTest.Answer;
import io.herald.platform.access.Permission;
import io.herald.testkit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** SEC-8: the table of rights names every route there is, and every route keeps to it. */
@ControlTest
class EveryRouteTakesItsRightTest {
  private ControlUnderTest control;

  @BeforeEach
  void start(TestDatabase database) {
    control = ControlUnderTest.start(database.open(4));
  }

  @AfterEach
  void stop() {
    control.close();
  }

  @Test
  void theTableNamesEveryRouteAndNothingElse() {
    List<String> routes = new ArrayList<>();
    for (RequestMappingInfo route :
        control
            .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()) {
      for (String pattern : route.getPatternValues()) {
        route
            .getMethodsCondition()
            .getMethods()
            .forEach(method -> routes.add(method + " " + pattern));
      }
    }
    List<String> table =
        new ArrayList<>(
            RouteRights.ALL.stream().map(row -> row.method() + " " + row.pattern()).toList());
    table.add("GET " + ConfigurationSecurity.LIVENESS);

    assertThat(routes).containsExactlyInAnyOrderElementsOf(table);
  }

  @Test
  void everyRouteRefusesWhoLacksItsRightAndLetsInWhoHasIt() {
    for (RouteRights row : RouteRights.ALL) {
      boolean designersMay = row.takes() == Permission.CONFIGURE;
      assertThat(call(row, "").status()).as(row.toString()).isEqualTo(401);
      assertThat(call(row, "mc").status()).as(row.toString()).isEqualTo(403);
      assertThat(call(row, "marketer").status() == 403).as(row.toString()).isEqualTo(!designersMay);
      assertThat(call(row, "admin").status()).as(row.toString()).isNotIn(401, 403);
      assertThat(call(row, "mc").text("/detail")).contains("ADMINISTRATION");
    }
  }

  @Test
  void theAddressesOfAdministrationTakeTheRightToAdminister() {
    for (String pattern : ConfigurationSecurity.ADMINISTRATION) {
      RouteRights row =
          new RouteRights(HttpMethod.GET, pattern.replace("*", "x"), Permission.ADMINISTER);
      assertThat(call(row, "marketer").status()).as(pattern).isEqualTo(403);
      assertThat(call(row, "").status()).as(pattern).isEqualTo(401);
    }
  }

  private Answer call(RouteRights row, String login) {
    String path =
        row.pattern()
            .replace("{name}", "nothing")
            .replace("{*path}", "no/thing")
            .replace("{version}", "1");
    boolean body = row.method() == HttpMethod.POST || row.method() == HttpMethod.PUT;
    return control.send(
        row.method().name(),
        path,
        body ? BodyPublishers.ofString("{}") : BodyPublishers.noBody(),
        Map.of(
            "Authorization",
            login.isEmpty() ? "" : ControlUnderTest.basic(login, ControlUnderTest.PASSWORD),
            "Content-Type",
            "application/json"));
  }
}
