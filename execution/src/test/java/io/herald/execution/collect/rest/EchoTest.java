package io.herald.execution.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.collect.RecordingCollector;
import io.herald.platform.access.ApiClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * For a client in the old mode an answer names the declared fields and repeats no value (API-42).
 */
@Timeout(120)
class EchoTest {
  private static final String PATH = "/geometrixx/campaign/mcgeometrixx/EVTcartAbandonment";

  @Test
  void theOldModeShowsTheDeclaredFieldsEmpty() throws Exception {
    try (Doors doors = new Doors()) {
      doors.shopHears(ApiClient.Echo.EMPTY);
      HttpResponse<String> pushed =
          doors.send(
              doors
                  .asShop(PATH)
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"email\":\"jack@example.com\",\"mobilePhone\":\"+33612345678\","
                              + "\"ctx\":{\"firstName\":\"Jack\",\"other\":\"x\"}}")));
      String key = doors.pkeys.of(RecordingCollector.FIRST_ID);
      HttpResponse<String> read = doors.send(doors.asShop(PATH + "/" + key).GET());

      assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
      for (HttpResponse<String> answer : List.of(pushed, read)) {
        assertThat(answer.body())
            .startsWith(
                "{\"PKey\":\""
                    + key
                    + "\",\"ctx\":{\"cartAmount\":\"\",\"lastProduct\":\"\",\"firstName\":\"\",")
            .contains("\"shop\":\"\"},\"email\":\"\",\"mobilePhone\":\"\",")
            .contains("\"type\":\"EVTcartAbandonment\"")
            .doesNotContain("Jack", "jack@", "+336", "other");
      }
      // the event itself has everything
      assertThat(doors.collector.onlyAccepted().context().text()).contains("Jack");
    }
  }
}
