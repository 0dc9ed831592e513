package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * TPL-24, TPL-21: a rollback is live at once on every instance that is there, and on one that was
 * away as soon as it is back.
 */
@Timeout(180)
class RolledBackEverywhereTest {
  @Test
  void anInstanceThatWasAwayGoesBackToo() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase one = RunningExecution.emptyDatabase();
        TestDatabase two = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored storedOne = new Stored(one.address());
        Stored storedTwo = new Stored(two.address());
        RunningControl control = new RunningControl(controlDatabase);
        RunningExecution first = execution(one, relay, 1)) {
      control.register("execution-1", first.url());
      try (RunningExecution second = execution(two, relay, 2)) {
        control.register("execution-2", second.url());
        control.publish(Messages.CART);
        control.publish(Messages.CART, "A mistake.");
        assertThat(sent(second, storedTwo, relay, "mistake@example.com")).contains("A mistake.");
      }

      control.rollBack(Messages.CART, 1);
      assertThat(sent(first, storedOne, relay, "at-once@example.com")).contains("we kept your");

      try (RunningExecution back = execution(two, relay, 2)) {
        control.register("execution-2", back.url());
        Eventually.see(
            "the version that is live again",
            () ->
                storedTwo.number(
                    "SELECT coalesce(max(version), 0) FROM published_template WHERE live"),
            version -> version == 3);
        assertThat(sent(back, storedTwo, relay, "later@example.com")).contains("we kept your");
      }
      storedOne.mustBalance();
      storedTwo.mustBalance();
    }
  }

  private static String sent(
      RunningExecution execution, Stored stored, FakeSmtpServer relay, String address)
      throws Exception {
    long id = stored.id(execution.caller().push(Door.REST, address));
    stored.awaitStatus(id, EventStatus.PROCESSED);
    return Mails.to(relay, address).getFirst().text();
  }

  private static RunningExecution execution(TestDatabase database, FakeSmtpServer relay, int number)
      throws Exception {
    return new RunningExecution(
        database.address(),
        relay,
        Clock.systemUTC(),
        Map.of("execution.instance", Integer.toString(number)));
  }
}
