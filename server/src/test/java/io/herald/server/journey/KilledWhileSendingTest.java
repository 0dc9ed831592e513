package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.link.Publication;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EV-13: whatever a killed process had in hand goes on at its next start, and where nobody can know
 * whether a mail left, the template decides.
 */
class KilledWhileSendingTest {
  private static final String ANNA = "anna@example.com";

  @TempDir private Path folder;
  private final FakeSmtpServer relay = FakeSmtpServer.start();
  private final TestDatabase database = RunningExecution.emptyDatabase();
  private Stored stored;

  @BeforeEach
  void look() throws Exception {
    stored = new Stored(database.address());
  }

  @AfterEach
  void closeTheBooks() throws Exception {
    relay.close();
    try {
      stored.mustBalance();
    } finally {
      stored.close();
      database.close();
    }
  }

  @Test
  void aMailTheRelayWasStillListeningToIsSentOnceAfterTheRestart() throws Exception {
    relay.next(Step.MAIL, Answer.silence());
    long id = acceptAndKill(Messages.ORDER, event -> relay.awaitStep(Step.MAIL, 1));

    try (Product again = start()) {
      StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);

      assertThat(sent.attempt()).isEqualTo(2);
      assertThat(Mails.to(relay, ANNA)).hasSize(1);
      assertThat(stored.trail(id))
          .anyMatch(line -> line.contains("outcome of the last one unknown"));
    }
  }

  @Test
  void aMailThatFoundNoRelayIsSentAfterTheRestartAsItsFirstAttempt() throws Exception {
    relay.stop();
    long id = acceptAndKill(Messages.ORDER, event -> stored.awaitTrail(event, "not tried"));
    relay.startAgain();

    try (Product again = start()) {
      StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);

      assertThat(sent.attempt()).isEqualTo(1);
      assertThat(Mails.to(relay, ANNA)).hasSize(1);
    }
  }

  @Test
  void aMailTheRelayTookWithoutOurHearingOfItIsSentAgainUnderTheSameName() throws Exception {
    long id = acceptAndKillAfterTheFinalDot(Messages.ORDER);

    try (Product again = start()) {
      StoredEvent sent = stored.awaitStatus(id, EventStatus.PROCESSED);

      assertThat(sent.attempt()).isEqualTo(2);
      List<ReceivedMail> mails = Mails.to(relay, ANNA);
      assertThat(mails).hasSize(2);
      assertThat(mails).extracting(Mails::messageId).containsOnly(Mails.messageId(mails.get(0)));
      assertThat(stored.trail(id))
          .anyMatch(line -> line.startsWith("processing: attempt 1 begins"))
          .anyMatch(
              line ->
                  line.startsWith("processing: attempt 2 begins")
                      && line.endsWith("outcome of the last one unknown"));
    }
  }

  @Test
  void aMailThatMustNotBeSentTwiceIsHeldInstead() throws Exception {
    long id = acceptAndKillAfterTheFinalDot(Messages.ORDER_HELD);

    try (Product again = start()) {
      StoredEvent held =
          Eventually.see("the hold", () -> stored.event(id), event -> event.reason() != null);

      assertThat(held.status()).isEqualTo(EventStatus.PROCESSING);
      assertThat(held.reason()).startsWith("held, because nobody knows whether it was sent");
      assertThat(held.attempt()).isEqualTo(1);
      // the way is open: others go, this one stays
      long other = stored.id(again.caller().push(Door.SOAP, "other@example.com"));
      stored.awaitStatus(other, EventStatus.PROCESSED);
      assertThat(Mails.to(relay, ANNA)).hasSize(1);
    }
  }

  /** The relay has the whole mail and keeps it, but its word comes too late. */
  private long acceptAndKillAfterTheFinalDot(Publication publication) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    relay.next(Step.FINAL_DOT, Answer.after(killed, Answer.asUsual()));
    long id = acceptAndKill(publication, event -> relay.awaitStep(Step.FINAL_DOT, 1));
    killed.countDown();
    relay.awaitMails(1);
    return id;
  }

  private interface Moment {
    void await(long id) throws Exception;
  }

  /** Pushes an order, waits for the moment, and kills the process. */
  private long acceptAndKill(Publication publication, Moment moment) throws Exception {
    try (Product product = start()) {
      Messages.publish(product.url(), product.access(), publication);
      long id = stored.id(product.caller().push(Door.SOAP, ANNA));
      moment.await(id);
      product.kill();
      return id;
    }
  }

  private Product start() throws Exception {
    return Product.start(
        folder, relay.port(), "execution.database.url=" + database.address().toUrl());
  }
}
