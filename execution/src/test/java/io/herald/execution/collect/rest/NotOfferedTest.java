package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources of the dialect that are not there yet say so in the dialect's form (B.3). */
@Timeout(120)
class NotOfferedTest {
  private static Doors doors;

  @BeforeAll
  static void open() throws Exception {
    doors = new Doors();
  }

  @AfterAll
  static void close() {
    doors.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /geometrixx/campaign/profileAndServices/profile/byText%2FbyEmail?_order=email%2520desc",
    "POST, /geometrixx/campaign/profileAndServices/profile/",
    "PATCH, /geometrixx/campaign/profileAndServices/profile/@k",
    "GET, /geometrixx/campaign/profileAndServices%2Fprofile%2F%40k",
    "GET, /geometrixx/campaign/profileAndServicesExt",
    "DELETE, /geometrixx/campaign/profileAndServicesExt/profile/@k",
    "GET, /geometrixx/campaign/customResources/orders",
    "POST, /geometrixx/campaign/workflow/execution/WKF1/commands",
    "GET, /geometrixx/campaign/privacy/privacyTool.json"
  })
  void theyAreNotImplemented(String method, String path) throws Exception {
    HttpResponse<String> response =
        doors.send(doors.asShop(path).method(method, HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(response.body())
        .startsWith("{\"error_code\":\"501000\",\"message\":\"")
        .contains("is not offered");
  }

  @Test
  void credentialsAndOrganizationCountFirst() throws Exception {
    String path = "/campaign/profileAndServices/profile/";
    assertThat(doors.send(doors.to("/geometrixx" + path).GET()).statusCode()).isEqualTo(401);
    assertThat(doors.send(doors.asShop("/acme" + path).GET()).body()).contains("403023");
  }
}
