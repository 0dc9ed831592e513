package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.bench.stage.MailSink;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who is measured when, and what counts. */
class TurnsTest {
  private final AtomicReference<MailSink.Listener> sink = new AtomicReference<>();
  private final AtomicLong bytes = new AtomicLong();
  private final List<String> order = new ArrayList<>();

  /** Its mails come at once; a run costs it a millisecond. */
  private final class AtOnce implements Contender {
    private final String name;
    private int runs;

    AtOnce(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String key() {
      return name;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public void push(Mails mails) {
      order.add(name);
      runs++;
      for (int i = 1; i <= mails.count(); i++) {
        bytes.addAndGet(100);
        Objects.requireNonNull(sink.get()).mail(0, i);
      }
    }

    @Override
    public void awaitSettled() {}

    @Override
    public Duration cpu() {
      return Duration.ofMillis(runs);
    }

    @Override
    public void close() {}
  }

  @Test
  void theyTakeTurnsAfterAllHaveWarmedUpWhichDoesNotCount() throws Exception {
    List<Turns.Results> results =
        turns()
            .run(
                List.of(
                    new Turns.Entry(new AtOnce("a"), 10, 2),
                    new Turns.Entry(new AtOnce("b"), 20, 1)),
                2);

    assertThat(order).containsExactly("a", "a", "b", "a", "b", "a", "b");
    assertThat(results).extracting(one -> one.contender().name()).containsExactly("a", "b");
    assertThat(results).allSatisfy(one -> assertThat(one.all()).hasSize(2));
  }

  @Test
  void theProcessorTimeAndTheBytesOfARunAreSharedByItsMails() throws Exception {
    Turns.Results results =
        turns().run(List.of(new Turns.Entry(new AtOnce("a"), 10, 0)), 3).getFirst();

    assertThat(results.cpuMicros()).isEqualTo(100);
    assertThat(results.bytes()).isEqualTo(100);
  }

  private Turns turns() {
    return new Turns(sink::set, bytes::get, new PrintStream(OutputStream.nullOutputStream()));
  }
}
