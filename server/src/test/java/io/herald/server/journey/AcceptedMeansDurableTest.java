package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.message.status.EventStatus;
import io.herald.platform.database.DatabaseAddress;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EV-2: an event that was answered positively survives the death of its process at that instant.
 */
class AcceptedMeansDurableTest {
  @Test
  void anOrderAcceptedBySoapIsSentAfterTheProcessWasKilledWithItsOwnDatabase(@TempDir Path folder)
      throws Exception {
    try (FakeSmtpServer relay = FakeSmtpServer.start()) {
      // nothing leaves before the kill: what arrives after it comes from the disk alone
      relay.always(Step.CONNECT, Answer.silence());
      Response accepted = acceptAndKill(Door.SOAP, "anna@example.com", folder, relay);
      relay.always(Step.CONNECT, Answer.asUsual());

      try (Product again = Product.start(folder, relay.port())) {
        relay.awaitMails(1);
        assertArrivedOnce(relay, "anna@example.com", "Thank you, Anna.");
        assertProcessed(ownDatabase(folder), accepted);
      }
    } finally {
      endOwnDatabase(folder);
    }
  }

  @Test
  void aCartAcceptedByRestIsSentAfterTheProcessWasKilled(@TempDir Path folder) throws Exception {
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start()) {
      String url = "execution.database.url=" + database.address().toUrl();
      relay.always(Step.CONNECT, Answer.silence());
      Response accepted = acceptAndKill(Door.REST, "jack@example.com", folder, relay, url);
      relay.always(Step.CONNECT, Answer.asUsual());

      try (Product again = Product.start(folder, relay.port(), url)) {
        relay.awaitMails(1);
        assertArrivedOnce(
            relay, "jack@example.com", "Jack, we kept your Leather motorbike jacket.");
        assertProcessed(database.address(), accepted);
      }
    }
  }

  private static Response acceptAndKill(
      Door door, String email, Path folder, FakeSmtpServer relay, String... settings)
      throws Exception {
    try (Product product = Product.start(folder, relay.port(), settings)) {
      Messages.publish(product.url(), product.access(), Messages.ORDER, Messages.CART);
      Caller caller = product.caller();
      Response answer = caller.push(door, email);
      product.kill();
      answer.acceptedKey();
      return answer;
    }
  }

  private static void assertProcessed(DatabaseAddress address, Response accepted) throws Exception {
    try (Stored stored = new Stored(address)) {
      stored.awaitStatus(stored.id(accepted), EventStatus.PROCESSED);
      stored.mustBalance();
      assertThat(stored.count()).isEqualTo(1);
    }
  }

  private static void assertArrivedOnce(FakeSmtpServer relay, String email, String text) {
    assertThat(relay.mails())
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.recipients()).containsExactly(email);
              assertThat(mail.text()).contains(text);
            });
  }

  /** Where the PostgreSQL is that the product started for itself. */
  private static DatabaseAddress ownDatabase(Path folder) throws Exception {
    Path postgres = folder.resolve("postgres");
    return new DatabaseAddress(
        "127.0.0.1",
        Integer.parseInt(Files.readString(postgres.resolve("port")).strip()),
        "execution",
        "herald",
        Files.readString(postgres.resolve("password")).strip());
  }

  /** Only when the test failed: a product that was started again has ended it already. */
  private static void endOwnDatabase(Path folder) throws Exception {
    Path pid = folder.resolve("postgres/data/postmaster.pid");
    if (Files.exists(pid)) {
      ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
