package io.herald.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was started ends with the run. */
class ClosingTest {
  private final List<String> closed = new ArrayList<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Closing closing = new Closing(new PrintStream(said));

  @Test
  void theLastIsClosedFirstAndEachOnce() {
    closing.add(() -> closed.add("database"));
    AutoCloseable service = closing.add(() -> closed.add("service"));
    closing.add(() -> closed.add("peer"));

    closing.close(service);
    closing.close();
    closing.close();

    assertThat(closed).containsExactly("service", "peer", "database");
  }

  @Test
  void oneThatDoesNotCloseIsNamedAndKeepsNoOtherFromIt() {
    closing.add(() -> closed.add("database"));
    closing.add(
        () -> {
          throw new IOException("busy");
        });

    closing.close();

    assertThat(closed).containsExactly("database");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("busy");
  }
}
