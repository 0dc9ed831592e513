package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.execution.collect.CollectSettings;
import io.herald.execution.collect.Doors;
import io.herald.platform.access.SecurityZone;
import io.herald.platform.access.SecurityZones;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An organization is known by its name and by its aliases; an alias opens nothing (API-40). */
@Timeout(120)
class AliasesTest {
  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors =
        new Doors(
            SecurityZones.of(SecurityZone.LOOPBACK),
            Map.of("collect.rest.aliases", "geo-prod=geometrixx, geo-mkt-1=geometrixx, a=acme"));
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  private static HttpResponse<String> push(String path) throws Exception {
    return doors.send(
        doors
            .asShop(path)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"a@example.com\",\"ctx\":{\"firstName\":\"J\"}}")));
  }

  /** B.3: the organization of the messages may be another than that of the address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/geometrixx/campaign/mcgeometrixx/",
        "/geo-prod/campaign/mcgeometrixx/",
        "/geometrixx/campaign/mcgeo-mkt-1/",
        "/geo-prod/campaign/mcgeo-mkt-1/"
      })
  void everyNameLeadsToTheSamePlaceAndIsRepeatedInTheAnswer(String base) throws Exception {
    HttpResponse<String> response = push(base + "EVTcartAbandonment");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(response.body())
        .contains("\"href\":\"" + base.split("/")[3] + "/EVTcartAbandonment/@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/campaign/mca/EVTcartAbandonment",
        "/geometrixx/campaign/mca/EVTcartAbandonment",
        "/acme/campaign/mcgeo-prod/EVTcartAbandonment",
        "/geo-prod/campaign/geometrixx/EVTcartAbandonment",
        "/geo-prod/campaign/mcmcgeometrixx/EVTcartAbandonment"
      })
  void anAliasOfAnotherOrganizationIsAsForeignAsItsName(String path) throws Exception {
    HttpResponse<String> response = push(path);

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body())
        .isEqualTo("{\"error_code\":\"403023\",\"message\":\"Profile is not valid\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a=", "=b", "a=b=c", "a=b,,c=d", "a=b,a=c"})
  void aSettingThatIsNoListOfPairsIsRefused(String text) {
    assertThatThrownBy(() -> CollectSettings.REST_ALIASES.parser().apply(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
