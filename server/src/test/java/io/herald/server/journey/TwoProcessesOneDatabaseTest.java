package io.herald.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.execution.queue.StoredEvent;
import io.herald.message.status.EventStatus;
import io.herald.testkit.Eventually;
import io.herald.testkit.TestDatabase;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EV-3: two processes share one database, one is killed in the middle, the other goes on. */
class TwoProcessesOneDatabaseTest {
  private static final int EVENTS = 500;
  private static final int BEFORE_THE_KILL = 150;

  /** Which event each address got; an address is pushed again when its answer never came. */
  private final Map<String, Response> accepted = new ConcurrentHashMap<>();

  private final AtomicInteger acceptedByTheFirst = new AtomicInteger();
  private final CountDownLatch enough = new CountDownLatch(1);

  private static Path newFolder(Path folder, String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  /**
   * A folder belongs to one process; those that share a database are given the same credentials.
   */
  private static Path withCredentialsOf(String other, Path folder, String name) throws IOException {
    Path own = newFolder(folder, name);
    Files.copy(folder.resolve(other).resolve("credentials.json"), own.resolve("credentials.json"));
    return own;
  }

  @Test
  void nothingIsLostAndWhatIsDoubledIsExplained(@TempDir Path folder) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    try (TestDatabase database = RunningExecution.emptyDatabase();
        FakeSmtpServer relay = FakeSmtpServer.start()) {
      // no mail is settled before the kill, so that the survivor has something to take over
      relay.always(Step.FINAL_DOT, Answer.after(killed, Answer.asUsual()));
      String url = "execution.database.url=" + database.address().toUrl();
      try (Product first = Product.start(newFolder(folder, "first"), relay.port(), url);
          Product second =
              Product.start(withCredentialsOf("first", folder, "second"), relay.port(), url);
          Stored stored = new Stored(database.address());
          ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        Messages.publish(first.url(), first.access(), Messages.ORDER, Messages.CART);
        Messages.awaitLive(second.url(), second.access(), Messages.CART);

        List<Future<Void>> pushing = push(callers, first.caller(), second.caller());
        enough.await();
        first.kill();
        killed.countDown();
        for (Future<Void> each : pushing) {
          each.get();
        }
        Eventually.see("all events to be settled", stored::open, open -> open == 0);

        assertThat(accepted).hasSize(EVENTS);
        Map<String, Long> ids =
            accepted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> stored.id(e.getValue())));
        assertThat(ids.values()).doesNotHaveDuplicates();
        Map<String, List<ReceivedMail>> mails =
            relay.mails().stream().collect(Collectors.groupingBy(Mails::messageId));
        assertThat(ids).allSatisfy((email, id) -> assertSent(stored, mails, email, id));
        assertThat(stored.number("SELECT count(*) FROM event WHERE attempt > 1"))
            .as("events the first process had in hand and the second took over")
            .isPositive();
        stored.mustBalance();
      }
    }
  }

  /** One mail for one event; a second one only where the trail says why. */
  private static void assertSent(
      Stored stored, Map<String, List<ReceivedMail>> mails, String email, long id) {
    StoredEvent event = stored.event(id);
    assertThat(event.status()).isEqualTo(EventStatus.PROCESSED);
    List<ReceivedMail> copies =
        mails.entrySet().stream()
            .filter(mail -> mail.getKey().startsWith(Long.toHexString(id) + "@"))
            .flatMap(mail -> mail.getValue().stream())
            .toList();
    assertThat(copies)
        .as("mails of event %s, whose trail is %s", id, stored.trail(id))
        .hasSizeBetween(1, event.attempt())
        .allSatisfy(mail -> assertThat(mail.recipients()).containsExactly(email));
    if (event.attempt() > 1) {
      assertThat(stored.trail(id))
          .anyMatch(line -> line.contains("outcome of the last one unknown"));
    }
  }

  /** Four callers: each process through each door. */
  private List<Future<Void>> push(ExecutorService callers, Caller first, Caller second) {
    return IntStream.range(0, 4)
        .mapToObj(
            number ->
                callers.submit(
                    (Callable<Void>)
                        () -> {
                          Door door = Door.values()[number % 2];
                          boolean toFirst = number < 2;
                          for (int i = 0; i < EVENTS / 4; i++) {
                            String email = "to-%d-%d@example.com".formatted(number, i);
                            toFirst = push(toFirst, first, second, door, email);
                          }
                          return null;
                        }))
        .toList();
  }

  /** False once the first process is gone: then the same event goes to the other, as callers do. */
  private boolean push(boolean toFirst, Caller first, Caller second, Door door, String email)
      throws IOException, InterruptedException {
    if (toFirst) {
      try {
        Response response = first.push(door, email);
        response.acceptedKey();
        accepted.put(email, response);
        if (acceptedByTheFirst.incrementAndGet() == BEFORE_THE_KILL) {
          enough.countDown();
        }
        return true;
      } catch (IOException gone) {
        // perhaps stored, perhaps not: nobody was told
      }
    }
    Response response = second.push(door, email);
    response.acceptedKey();
    accepted.put(email, response);
    return false;
  }
}
