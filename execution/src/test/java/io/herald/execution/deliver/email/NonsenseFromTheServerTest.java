package io.herald.execution.deliver.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.spi.SendResult;
import io.herald.testkit.smtp.Answer;
import io.herald.testkit.smtp.FakeSmtpServer;
import io.herald.testkit.smtp.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server says, a message has one truthful outcome and memory stays bounded. */
class NonsenseFromTheServerTest {
  static String[] nonsense() {
    return new String[] {
      "hello",
      "",
      "99 too small",
      "2500 too long",
      "250-one\r\n251 two",
      "250x",
      "\u0000\u0001\u0002",
      "HTTP/1.1 400 Bad Request",
      "250-" + "x".repeat(100_000),
      "250-x\r\n".repeat(20_000) + "250 x"
    };
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void beforeTheFinalDotMeansNotTried(String reply) {
    assertThat(send(Step.RCPT, reply)).isInstanceOf(SendResult.NotTried.class);
    assertThat(send(Step.CONNECT, reply)).isInstanceOf(SendResult.NotTried.class);
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void afterTheFinalDotMeansUncertain(String reply) {
    assertThat(send(Step.FINAL_DOT, reply)).isInstanceOf(SendResult.Uncertain.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "FINAL_DOT"})
  void anInvitationWhereNoneBelongsIsNonsense(Step step) {
    SendResult result = send(step, "354 go on");
    assertThat(result)
        .isInstanceOf(
            step == Step.FINAL_DOT ? SendResult.Uncertain.class : SendResult.NotTried.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"MAIL", "RCPT", "FINAL_DOT"})
  void anAnswerOfManyLinesIsOneAnswer(Step step) {
    assertThat(send(step, "250-2.0.0 one\r\n250-2.0.0 two\r\n250 2.0.0 three"))
        .isInstanceOf(SendResult.Accepted.class);
  }

  private static SendResult send(Step step, String reply) {
    FakeSmtpServer server = FakeSmtpServer.start();
    server.next(step, Answer.reply(reply));
    try (Sending sending = Sending.to(server)) {
      return sending.send("ann@example.org");
    }
  }
}
