package io.herald.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How events are spread over types and readers. */
class DoorsTest {
  private final RestDoor rest = new RestDoor("org", "key", "token");

  @Test
  void doorsInTurnGetAsManyEventsEach() {
    DoorsInTurn doors = new DoorsInTurn(List.of(rest.of("EVTa"), rest.of("EVTb"), rest.of("EVTc")));

    List<String> paths =
        LongStream.rangeClosed(1, 6).mapToObj(number -> call(doors, number).path()).toList();

    assertThat(paths.subList(0, 3)).doesNotHaveDuplicates().isEqualTo(paths.subList(3, 6));
  }

  @Test
  void readersAreOfAsManyDomainsAsWanted() {
    RestDoor door = rest.of("EVTa", "{}").toDomains(1_000);

    List<String> bodies =
        LongStream.rangeClosed(1, 1_000).mapToObj(number -> call(door, number).body()).toList();

    assertThat(bodies.stream().map(DoorsTest::domain).distinct()).hasSize(1_000);
    assertThat(domain(call(rest, 1).body())).isEqualTo(domain(call(rest, 2).body()));
  }

  private static Door.Call call(Door door, long number) {
    return door.call(List.of(new Door.Pushed(number, null)));
  }

  private static String domain(String body) {
    return body.replaceFirst("(?s).*@([^\"]*)\".*", "$1");
  }
}
