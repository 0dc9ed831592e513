package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EM-7: a relay that is away or slow costs time, and nothing else. */
class RelayAwayTest {
  private static final int EVENTS = 40;

  private final TestDatabase database = RunningExecution.emptyDatabase();
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private Stored stored;
  private RunningExecution execution;

  @BeforeEach
  void start() throws Exception {
    stored = new Stored(database.address());
    execution =
        new RunningExecution(database.address(), relay, Clock.systemUTC())
            .publish(Messages.ORDER, Messages.CART);
  }

  @AfterEach
  void closeTheBooks() throws Exception {
    execution.close();
    relay.close();
    try {
      stored.mustBalance();
    } finally {
      stored.close();
      database.close();
    }
  }

  @Test
  void mailsWaitForARelayThatIsDownAndGoWithTheirFirstAttemptWhenItIsBack() throws Exception {
    relay.stop();
    List<Long> ids = push();
    // whichever came first: the others wait for what it finds
    Eventually.see(
        "a message that was not tried",
        () -> stored.number("SELECT count(*) FROM event_transition WHERE cause LIKE '%not tried%'"),
        notTried -> notTried > 0);

    relay.startAgain();

    assertThat(relay.awaitMails(EVENTS)).extracting(Mails::messageId).doesNotHaveDuplicates();
    for (long id : ids) {
      assertThat(stored.awaitStatus(id, EventStatus.PROCESSED).attempt()).isEqualTo(1);
    }
  }

  @Test
  void aSlowRelayHoldsUpTheMailsAndNotTheCallers() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    relay.always(Step.FINAL_DOT, Answer.after(goOn, Answer.asUsual()));

    List<Long> ids = push();

    Eventually.see(
        "all messages to be on their way",
        () -> stored.number("SELECT count(*) FROM event WHERE in_flight"),
        underWay -> underWay == EVENTS);
    assertThat(relay.mails()).isEmpty();
    goOn.countDown();
    List<ReceivedMail> mails = relay.awaitMails(EVENTS);
    for (long id : ids) {
      assertThat(stored.awaitStatus(id, EventStatus.PROCESSED).attempt()).isEqualTo(1);
    }
    assertThat(mails).hasSize(EVENTS);
  }

  private List<Long> push() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Door door = Door.values()[i % 2];
      ids.add(stored.id(execution.caller().push(door, "to" + i + "@example.com")));
    }
    return ids;
  }
}
