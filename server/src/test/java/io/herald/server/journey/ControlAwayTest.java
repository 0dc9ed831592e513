package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** API-3: an execution instance needs control for nothing but news. */
class ControlAwayTest {
  @Test
  void eventsGoOnWithoutControlAlsoAfterARestart() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored stored = new Stored(database.address())) {
      List<Long> ids = new ArrayList<>();
      try (RunningExecution execution = start(database, relay)) {
        try (RunningControl control = new RunningControl(controlDatabase)) {
          control.register("execution-1", execution.url());
          control.publish(Messages.ORDER);
          control.publish(Messages.CART);
          Messages.awaitLive(execution.url(), execution.access(), Messages.ORDER);
          Messages.awaitLive(execution.url(), execution.access(), Messages.CART);
        }
        // control is gone
        ids.addAll(push(execution, stored, "before"));
        relay.awaitMails(2);
      }
      try (RunningExecution restarted = start(database, relay)) {
        ids.addAll(push(restarted, stored, "after"));
        relay.awaitMails(4);
        for (long id : ids) {
          stored.awaitStatus(id, EventStatus.PROCESSED);
        }
      }

      assertThat(Mails.to(relay, "order-after@example.com"))
          .singleElement()
          .satisfies(mail -> assertThat(mail.text()).contains("Thank you, Anna."));
      assertThat(Mails.to(relay, "cart-after@example.com"))
          .singleElement()
          .satisfies(
              mail -> assertThat(mail.text()).contains("we kept your Leather motorbike jacket"));
      stored.mustBalance();
    }
  }

  private static RunningExecution start(TestDatabase database, FakeSmtpServer relay)
      throws Exception {
    return new RunningExecution(database.address(), relay, Clock.systemUTC());
  }

  private static List<Long> push(RunningExecution execution, Stored stored, String when)
      throws Exception {
    Caller caller = execution.caller();
    return List.of(
        stored.id(caller.push(Door.SOAP, "order-" + when + "@example.com")),
        stored.id(caller.push(Door.REST, "cart-" + when + "@example.com")));
  }
}
