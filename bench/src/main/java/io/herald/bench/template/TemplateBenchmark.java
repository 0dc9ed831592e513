package io.herald.bench.template;

import io.herald.bench.stage.OrderMail;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Parsing the context of an event and filling in both parts of an order mail, by each engine in
 * turn. With {@code -prof gc} it also tells what is allocated.
 */
@State(Scope.Benchmark)
// sampled, because the median says the same on a busy machine as on a quiet one
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TemplateBenchmark {
  /** Whose turn it is. */
  @Param({"HERALD", "FREEMARKER", "HANDLEBARS", "PEBBLE", "THYMELEAF"})
  public String engine = "";

  private final String context = OrderMail.json();
  private Engine.Filler filler = json -> new Engine.Mail("", "");

  /** Compiles the mail. */
  @Setup
  public void compile() {
    filler = Engine.valueOf(engine).compile();
  }

  /** One mail. */
  @Benchmark
  public Object fill() {
    return filler.fill(context);
  }
}
