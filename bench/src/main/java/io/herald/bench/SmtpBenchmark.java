package io.herald.bench;

import io.herald.bench.stage.MailSink;
import io.herald.execution.deliver.email.SmtpRelay;
import io.herald.execution.deliver.email.SmtpRoute;
import io.herald.spi.OutgoingMessage;
import io.herald.spi.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it takes to hand a mail of 5 KB to a relay on this machine, until its 250 was read. The sink
 * runs in the same JVM and has its share in the figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SmtpBenchmark {
  private static final int TOGETHER = 100;

  private final MailSink sink;
  private final SmtpRelay relay;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final OutgoingMessage message =
      new OutgoingMessage(
          4711,
          "orders@herald.example",
          "reader@example.com",
          ("Subject: Number 1\r\n\r\n"
                  + "Thank you for shopping with us, and see you.\r\n".repeat(110))
              .getBytes(StandardCharsets.US_ASCII),
          true);

  public SmtpBenchmark() {
    try {
      sink = new MailSink((_, _) -> {}, new SplittableRandom(1), 1);
    } catch (IOException e) {
      throw new IllegalStateException("the benchmark could not be prepared", e);
    }
    relay = new SmtpRelay(SmtpRoute.to("127.0.0.1", sink.port()).with(SmtpRoute.Tls.NONE));
  }

  @Setup
  public void start() {
    relay.start();
  }

  @TearDown
  public void close() throws IOException {
    senders.close();
    relay.stop();
    sink.close();
  }

  /** One, on a warm connection. */
  @Benchmark
  public SendResult oneMail() throws InterruptedException {
    return accepted(relay.send(message));
  }

  /**
   * A hundred senders with a mail each, as journeys send; the time until the last has its answer.
   */
  @Benchmark
  public int hundredMails() throws Exception {
    List<Future<SendResult>> answers = new ArrayList<>(TOGETHER);
    for (int i = 0; i < TOGETHER; i++) {
      answers.add(senders.submit(() -> accepted(relay.send(message))));
    }
    for (Future<SendResult> answer : answers) {
      answer.get();
    }
    return answers.size();
  }

  private static SendResult accepted(SendResult result) {
    if (!(result instanceof SendResult.Accepted)) {
      throw new IllegalStateException("not taken: " + result);
    }
    return result;
  }
}
