package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.FakeSmtpServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * EV-40, EV-41, CX-13: a message is paused on all execution instances while events flow, nothing is
 * sent until the pause ends, and nothing is lost, also on an instance that was away meanwhile.
 */
@Timeout(180)
class PausedEverywhereTest {
  private static final String SECOND = "Rewritten during the pause, <%= rtEvent.ctx.firstName %>.";

  @Test
  void eventsWaitOutThePauseAndAllAreSentAfterIt() throws Exception {
    try (TestDatabase controlDatabase = TestDatabase.create();
        TestDatabase one = RunningExecution.emptyDatabase();
        TestDatabase two = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start();
        Stored storedOne = new Stored(one.address());
        Stored storedTwo = new Stored(two.address());
        RunningControl control = new RunningControl(controlDatabase);
        RunningExecution first = execution(one, relay, 1)) {
      List<Long> before = new ArrayList<>();
      List<Long> waitingOne = new ArrayList<>();
      List<Long> waitingTwo = new ArrayList<>();
      try (RunningExecution second = execution(two, relay, 2)) {
        control.register("execution-1", first.url());
        control.register("execution-2", second.url());
        control.publish(Messages.CART);
        Messages.awaitLive(first.url(), first.access(), Messages.CART);
        Messages.awaitLive(second.url(), second.access(), Messages.CART);

        Flow flow = new Flow(first, storedOne);
        flow.awaitSent(20);
        control.act(Messages.CART, "pause");
        int whenPaused = flow.pushed();
        flow.awaitPushed(whenPaused + 20);
        before.addAll(flow.end());
        for (long id : before.subList(whenPaused + 1, before.size())) {
          storedOne.awaitStatus(id, EventStatus.PAUSED);
        }

        for (int i = 0; i < 5; i++) {
          waitingOne.add(storedOne.id(first.caller().push(Door.REST, "one" + i + "@example.com")));
          waitingTwo.add(storedTwo.id(second.caller().push(Door.REST, "two" + i + "@example.com")));
        }
        for (long id : waitingOne) {
          storedOne.awaitStatus(id, EventStatus.PAUSED);
        }
        for (long id : waitingTwo) {
          storedTwo.awaitStatus(id, EventStatus.PAUSED);
        }
      }
      // the second instance is away; meanwhile the message is rewritten and the pause ended
      control.publish(Messages.CART, SECOND);
      assertThat(Mails.to(relay, "one0@example.com")).isEmpty();
      control.act(Messages.CART, "resume");
      for (long id : waitingOne) {
        storedOne.awaitStatus(id, EventStatus.PROCESSED);
      }
      for (long id : before) {
        storedOne.awaitStatus(id, EventStatus.PROCESSED);
      }
      assertThat(Mails.to(relay, "two0@example.com")).isEmpty();

      try (RunningExecution back = execution(two, relay, 2)) {
        control.register("execution-2", back.url());
        for (long id : waitingTwo) {
          storedTwo.awaitStatus(id, EventStatus.PROCESSED);
        }
      }

      for (String address : List.of("one0@example.com", "two4@example.com")) {
        assertThat(Mails.to(relay, address))
            .singleElement()
            .satisfies(mail -> assertThat(mail.text()).contains("Rewritten during the pause"));
      }
      assertThat(relay.mails()).hasSize(before.size() + waitingOne.size() + waitingTwo.size());
      storedOne.mustBalance();
      storedTwo.mustBalance();
    }
  }

  /** Somebody who pushes one event after the other. */
  private static final class Flow {
    private final List<Long> ids = Collections.synchronizedList(new ArrayList<>());
    private final Stored stored;
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable Exception failure;

    Flow(RunningExecution execution, Stored stored) {
      this.stored = stored;
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!ended) {
                        String address = "flow" + ids.size() + "@example.com";
                        ids.add(stored.id(execution.caller().push(Door.REST, address)));
                      }
                    } catch (Exception e) {
                      failure = e;
                    }
                  });
    }

    int pushed() {
      return ids.size();
    }

    void awaitPushed(int count) throws Exception {
      Eventually.see("events pushed", this::pushed, n -> n >= count);
    }

    void awaitSent(int count) throws Exception {
      Eventually.see(
          "events sent",
          () -> stored.number("SELECT count(*) FROM event WHERE status = 2"),
          n -> n >= count);
    }

    List<Long> end() throws Exception {
      ended = true;
      thread.join();
      if (failure != null) {
        throw failure;
      }
      return List.copyOf(ids);
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
}
