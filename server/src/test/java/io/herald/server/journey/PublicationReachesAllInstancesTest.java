package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * API-46: a published event type has its address on every execution instance within five seconds,
 * and has none any more when it is taken back.
 */
@Timeout(120)
class PublicationReachesAllInstancesTest {
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final String CART = "EVTcartAbandonment";

  @Test
  void theAddressAppearsAndDisappearsEverywhere() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase one = RunningExecution.emptyDatabase();
        TestDatabase two = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        RunningExecution first = execution(one, relay, 1);
        RunningExecution second = execution(two, relay, 2);
        RunningControl control = new RunningControl(controlDatabase)) {
      control.register("execution-1", first.url());
      control.register("execution-2", second.url());
      List<RunningExecution> both = List.of(first, second);
      for (RunningExecution each : both) {
        assertThat(push(each)).isEqualTo(404);
      }

      control.publish(Messages.CART);
      awaitEverywhere(both, status -> status == 201);
      for (RunningExecution each : both) {
        Response described =
            each.caller().rest(each.caller().restRequest("metadata/" + CART).GET());
        assertThat(described.status()).isEqualTo(200);
      }

      control.unpublish(Messages.CART);
      awaitEverywhere(both, status -> status == 404);
      for (RunningExecution each : both) {
        Response described =
            each.caller().rest(each.caller().restRequest("metadata/" + CART).GET());
        assertThat(described.status()).isEqualTo(404);
      }
    }
  }

  private static RunningExecution execution(TestDatabase database, FakeSmtpServer relay, int number)
      throws Exception {
    return new RunningExecution(
        database.address(),
        relay,
        Clock.systemUTC(),
        Map.of("execution.instance", Integer.toString(number)));
  }

  private static int push(RunningExecution execution) throws Exception {
    return execution.caller().push(Door.REST, "jack@example.com").status();
  }

  private static void awaitEverywhere(List<RunningExecution> executions, IntPredicate expected)
      throws Exception {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    for (RunningExecution execution : executions) {
      int status = push(execution);
      while (!expected.test(status)) {
        assertThat(System.nanoTime()).as("still %s after %s", status, WITHIN).isLessThan(deadline);
        status = push(execution);
      }
    }
  }
}
