package io.herald.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "Only a caller who is told to come again was turned away; any other refusal is a fault")
class RefusalsAreToldApartTest {
  private static final String FAULT =
      "<SOAP-ENV:Fault><faultcode>SOAP-ENV:%s</faultcode></SOAP-ENV:Fault>";

  static Stream<Door> doorsOfHttp() {
    return Stream.of(
        new RestDoor("org", "key", "token"),
        new NativeDoor("key", "token", "batch"),
        new PlainDoor("/events", "{}"));
  }

  @ParameterizedTest
  @MethodSource("doorsOfHttp")
  void comeAgain(Door door) {
    assertThat(Stream.of(429, 503).map(status -> door.read(status, "{}", 1)))
        .allMatch(Answer.TurnedAway.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("doorsOfHttp")
  void anyOtherRefusal(Door door) {
    assertThat(Stream.of(400, 401, 403, 404, 500, 502).map(status -> door.read(status, "{}", 1)))
        .allMatch(Answer.Garbled.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void faults(int events) {
    SoapDoor door = new SoapDoor("rtEvent", "login/password");

    assertThat(door.read(500, FAULT.formatted("Server"), events))
        .isInstanceOf(Answer.TurnedAway.class);
    assertThat(door.read(500, FAULT.formatted("Client"), events))
        .isInstanceOf(Answer.Garbled.class);
  }
}
