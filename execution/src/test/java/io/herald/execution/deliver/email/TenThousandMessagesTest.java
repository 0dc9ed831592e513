package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.ReceivedMail;
import io.herald.testkit.smtp.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TenThousandMessagesTest {
  private static final int COUNT = 10_000;

  @Test
  void arriveOnceEachAndWholeOverFewConnections() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(4)))) {
      List<CompletableFuture<SendResult>> results = sendAll(sending);

      results.forEach(r -> assertThat(Sending.result(r)).isInstanceOf(SendResult.Accepted.class));
      assertThat(contentByRecipient(server.awaitMails(COUNT))).hasSize(COUNT);
      server
          .mails()
          .forEach(m -> assertThat(m.text()).isEqualTo(content(m.recipients().getFirst())));
      assertThat(server.mails()).hasSize(COUNT);
      assertThat(server.violations()).isEmpty();
      assertThat(sending.relay.counters().sent()).isEqualTo(COUNT);
    }
  }

  @Test
  void areAllAccountedForWhenTheServerKeepsBreakingConnections() {
    FakeSmtpServer server = FakeSmtpServer.start();
    try (Sending sending = Sending.to(server, r -> r.with(Sending.connections(4)))) {
      for (int i = 0; i < COUNT; i++) {
        server.next(Step.FINAL_DOT, trouble(i, 97, Answer.keepAndDrop()));
        server.next(Step.RCPT, trouble(i, 31, Answer.reply("550 5.1.1 no such user")));
        server.next(Step.DATA, trouble(i, 61, Answer.replyAndDrop("421 4.3.2 enough")));
      }
      Map<String, SendResult> results = new HashMap<>();
      List<CompletableFuture<SendResult>> all = sendAll(sending);
      for (int i = 0; i < COUNT; i++) {
        results.put(recipient(i), Sending.result(all.get(i)));
      }

      Map<String, Integer> arrived = contentByRecipient(server.mails());
      Set<Class<?>> seen = new HashSet<>();
      results.forEach(
          (recipient, result) -> {
            seen.add(result.getClass());
            int times = arrived.getOrDefault(recipient, 0);
            switch (result) {
              case SendResult.Accepted a -> assertThat(times).as(recipient).isEqualTo(1);
              case SendResult.Refused r -> assertThat(times).as(recipient).isZero();
              case SendResult.NotTried n -> assertThat(times).as(recipient).isZero();
              case SendResult.Uncertain u -> assertThat(times).as(recipient).isEqualTo(1);
            }
          });
      assertThat(seen)
          .contains(
              SendResult.Accepted.class, SendResult.Refused.class, SendResult.Uncertain.class);
      assertThat(server.violations()).isEmpty();
    }
  }

  private static Answer trouble(int number, int every, Answer answer) {
    return number % every == every - 1 ? answer : Answer.asUsual();
  }

  private static List<CompletableFuture<SendResult>> sendAll(Sending sending) {
    List<CompletableFuture<SendResult>> results = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      String to = recipient(i);
      results.add(sending.sendLater(Sending.message(to, content(to), i % 3 == 0)));
    }
    return results;
  }

  private static String recipient(int number) {
    return "r" + number + "@example.org";
  }

  /** Dots where they hurt, in a place that differs from message to message. */
  private static String content(String recipient) {
    int length = Math.floorMod(recipient.hashCode(), 40);
    return "Subject: for "
        + recipient
        + "\r\n\r\n"
        + "x".repeat(length)
        + "\r\n.\r\n.."
        + recipient
        + "\r\n"
        + ".line\r\n".repeat(length)
        + ".\r\n";
  }

  private static Map<String, Integer> contentByRecipient(List<ReceivedMail> mails) {
    Map<String, Integer> times = new HashMap<>();
    mails.forEach(m -> times.merge(m.recipients().getFirst(), 1, Integer::sum));
    return times;
  }
}
