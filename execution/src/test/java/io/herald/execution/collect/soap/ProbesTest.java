package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.collect.Doors;
import io.herald.execution.queue.QueueLoad;
import io.herald.platform.access.SecurityZones;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Probes answer anybody in the forms monitors read (client contract A.9)")
class ProbesTest {
  private static String get(Doors doors, String path) throws Exception {
    HttpResponse<String> response =
        doors.send(doors.to(path).header("Cookie", "__sessiontoken=undefined").GET());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void theyTellThatWeAreWell() throws Exception {
    try (Doors doors = new Doors()) {
      assertThat(get(doors, "/nl/jsp/ping.jsp")).isEqualTo("OK\n2026-01-31 10:00:00.000Z\n");
      assertThat(get(doors, "//nl/jsp/mcPing.jsp"))
          .isEqualTo("Ok\n2026-01-31 10:00:00.000Z\n7/400 pending events");
      assertThat(get(doors, "/r/test"))
          .matches(
              "<redir status='OK' date='2026-01-31 10:00:00.000Z' build='9390' version='7.4.1'"
                  + " instance='mc1' sourceIP='127.0.0.1' host='127.0.0.1' localHost='[^']+'/>");

      doors.load = new QueueLoad(400, 400, true);
      assertThat(get(doors, "/nl/jsp/mcPing.jsp")).isEqualTo("Error\nThe queue is full (400/400)");
    }
  }

  @Test
  void aCallerOfNoZoneHearsOnlyWhatItKnows() throws Exception {
    try (Doors doors = new Doors(SecurityZones.of())) {
      assertThat(get(doors, "/r/test"))
          .isEqualTo("<redir status='OK' date='2026-01-31 10:00:00.000Z' sourceIP='127.0.0.1'/>");
    }
  }
}
